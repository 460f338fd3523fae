package org.casenotesaudit.serviceframe.problem;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Text is text, and true is true: Micronaut would take "yes" for false, 1 for true and a list of
 * one name for the name, and what a caller meant would be lost in silence.
 */
@Factory
final class TypesAsSent {

  @Singleton
  Deserializer<Boolean> yesOrNo() {
    return new AsSent<>(JsonNode::isBoolean, JsonNode::getBooleanValue);
  }

  @Singleton
  Deserializer<String> text() {
    return new AsSent<>(JsonNode::isString, JsonNode::getStringValue);
  }

  private record AsSent<T>(Predicate<JsonNode> isOne, Function<JsonNode, T> value)
      implements Deserializer<T> {

    @Override
    public T deserialize(Decoder decoder, DecoderContext context, Argument<? super T> type)
        throws IOException {
      JsonNode found = decoder.decodeNode();
      if (!isOne.test(found)) {
        // Found and expected are told by whoever knows the field.
        throw new SerdeException("another type of JSON");
      }
      return value.apply(found);
    }
  }
}
