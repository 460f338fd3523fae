package org.casenotesaudit.serviceframe.problem;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Text is text, a number is a number, and true is true: Micronaut would take "yes" for false, "3"
 * for 3, 3.5 for 3 and a list of one name for the name, and what a caller meant would be lost in
 * silence.
 */
@Factory
final class TypesAsSent {

  @Singleton
  Deserializer<Boolean> yesOrNo() {
    return new AsSent<>(JsonNode::isBoolean, JsonNode::getBooleanValue);
  }

  @Singleton
  Deserializer<Integer> wholeNumber() {
    return new AsSent<>(JsonNode::isNumber, number -> exactly(number).intValueExact());
  }

  @Singleton
  Deserializer<Long> longWholeNumber() {
    return new AsSent<>(JsonNode::isNumber, number -> exactly(number).longValueExact());
  }

  @Singleton
  Deserializer<String> text() {
    return written(text -> text);
  }

  @Singleton
  Deserializer<UUID> id() {
    return written(UUID::fromString);
  }

  @Singleton
  Deserializer<Instant> time() {
    return written(Instant::parse);
  }

  @Singleton
  Deserializer<LocalDate> date() {
    return written(LocalDate::parse);
  }

  @Singleton
  Deserializer<ArrayList<String>> texts() {
    return new Texts(text());
  }

  @Singleton
  <E extends Enum<E>> Deserializer<E> code() {
    return new Codes<>();
  }

  private static <T> Deserializer<T> written(Function<String, T> read) {
    return new AsSent<>(JsonNode::isString, node -> read.apply(node.getStringValue()));
  }

  private static BigDecimal exactly(JsonNode number) {
    return new BigDecimal(number.getNumberValue().toString());
  }

  private record AsSent<T>(Predicate<JsonNode> isOne, Function<JsonNode, T> value)
      implements Deserializer<T> {

    @Override
    public T deserialize(Decoder decoder, DecoderContext context, Argument<? super T> type)
        throws IOException {
      JsonNode found = decoder.decodeNode();
      // Found and expected are told by whoever knows the field.
      if (!isOne.test(found)) {
        throw new SerdeException("another type of JSON");
      }
      try {
        return value.apply(found);
      } catch (IllegalArgumentException | DateTimeException | ArithmeticException noSuchValue) {
        throw new SerdeException("not such a value", noSuchValue);
      }
    }
  }

  /** Micronaut reads the items of a list of texts, and of no other list, past the rules above. */
  private record Texts(Deserializer<String> text) implements Deserializer<ArrayList<String>> {

    @Override
    public ArrayList<String> deserialize(
        Decoder decoder, DecoderContext context, Argument<? super ArrayList<String>> type)
        throws IOException {
      Decoder items = decoder.decodeArray();
      var texts = new ArrayList<String>();
      while (items.hasNextArrayValue()) {
        // Nothing is no text: null is refused as any other type is.
        texts.add(text.deserialize(items, context, Argument.STRING));
      }
      items.finishStructure();
      return texts;
    }

    @Override
    public ArrayList<String> getDefaultValue(
        DecoderContext context, Argument<? super ArrayList<String>> type) {
      return new ArrayList<>();
    }
  }

  /** An enum is written by its name. */
  private record Codes<E extends Enum<E>>() implements Deserializer<E> {

    @Override
    @SuppressWarnings("unchecked")
    public E deserialize(Decoder decoder, DecoderContext context, Argument<? super E> type)
        throws IOException {
      return new AsSent<>(
              JsonNode::isString,
              node -> Enum.valueOf((Class<E>) type.getType(), node.getStringValue()))
          .deserialize(decoder, context, type);
    }
  }
}
