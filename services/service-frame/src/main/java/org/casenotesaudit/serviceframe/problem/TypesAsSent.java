package org.casenotesaudit.serviceframe.problem;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.ReferencePath;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Text is text, and true is true: Micronaut would take "yes" for false, 1 for true and a list of
 * one name for the name, and what a caller meant would be lost in silence.
 */
@Factory
final class TypesAsSent {

  /** Found and expected are told by whoever knows the field. */
  private static final String ANOTHER_TYPE = "another type of JSON";

  @Singleton
  Deserializer<Boolean> yesOrNo() {
    return new AsSent<>(JsonNode::isBoolean, JsonNode::getBooleanValue);
  }

  @Singleton
  Deserializer<String> text() {
    return new AsSent<>(JsonNode::isString, JsonNode::getStringValue);
  }

  /** Micronaut reads these past {@link #text}, and would take 7 for "7" again. */
  @Singleton
  Deserializer<List<String>> texts() {
    return TypesAsSent::texts;
  }

  private static List<String> texts(
      Decoder decoder, Deserializer.DecoderContext context, Argument<? super List<String>> type)
      throws IOException {
    var texts = new ArrayList<String>();
    try (Decoder items = decoder.decodeArray()) {
      while (items.hasNextArrayValue()) {
        JsonNode found = items.decodeNode();
        if (!found.isString()) {
          var refused = new SerdeException(ANOTHER_TYPE);
          refused.getPath().add(ReferencePath.ofCollection(List.class, type, texts.size()));
          throw refused;
        }
        texts.add(found.getStringValue());
      }
    }
    return texts;
  }

  private record AsSent<T>(Predicate<JsonNode> isOne, Function<JsonNode, T> value)
      implements Deserializer<T> {

    @Override
    public T deserialize(Decoder decoder, DecoderContext context, Argument<? super T> type)
        throws IOException {
      JsonNode found = decoder.decodeNode();
      if (!isOne.test(found)) {
        throw new SerdeException(ANOTHER_TYPE);
      }
      return value.apply(found);
    }
  }
}
