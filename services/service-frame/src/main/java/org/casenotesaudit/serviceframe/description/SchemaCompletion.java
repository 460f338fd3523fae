package org.casenotesaudit.serviceframe.description;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospectionReference;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.beans.BeanProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Completes the fields of bodies and answers, and parameters: which must be sent, formats, closed
 * lists. What is sent holds to more than what is answered: unknown fields and codes are refused.
 */
final class SchemaCompletion {

  private static final String OURS = "org.casenotesaudit.";

  private final Map<String, BeanIntrospectionReference<?>> types = new HashMap<>();

  SchemaCompletion() {
    // Only what they are called: to find them would load them all.
    BeanIntrospector.SHARED.findIntrospections(
        type -> {
          if (type.getName().startsWith(OURS)) {
            types.put(nameInDescription(type.getName()), type);
          }
          return false;
        });
  }

  /** As the generator calls a class: its name with those around it, without the package. */
  private static String nameInDescription(String className) {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }

  /**
   * @param sent whether it stands in the body of a request
   */
  void complete(String name, Map<String, Object> schema, boolean sent) {
    Optional<BeanIntrospection<?>> type =
        Optional.ofNullable(types.get(name)).map(BeanIntrospectionReference::load);
    Map<String, Object> properties = Tree.map(schema, "properties");
    Set<String> required = new TreeSet<>(Tree.texts(schema.get("required")));
    properties.forEach(
        (field, property) -> {
          AnnotationMetadata said =
              type.flatMap(it -> it.getProperty(field))
                  .map(BeanProperty::getAnnotationMetadata)
                  .orElse(AnnotationMetadata.EMPTY_METADATA);
          if (said.hasAnnotation(Required.class)) {
            required.add(field);
          }
          // What is null is left out of an answer, and refused where it is required.
          if (!sent || said.hasAnnotation(Required.class)) {
            Tree.map(property).remove("nullable");
          }
          unwrap(Tree.map(property));
          complete(field, Tree.map(property), said, sent);
        });
    if (!required.isEmpty()) {
      schema.put("required", new ArrayList<>(required));
    }
    if (sent) {
      schema.put("additionalProperties", false);
    }
  }

  /** What is wrapped only to say that it can be null is wrapped no longer. */
  private static void unwrap(Map<String, Object> property) {
    List<Map<String, Object>> parts = Tree.maps(property.get("allOf"));
    if (property.size() == 1 && parts.size() == 1) {
      property.remove("allOf");
      property.putAll(parts.getFirst());
    }
  }

  /** One field or parameter. */
  static void complete(
      String name, Map<String, Object> schema, AnnotationMetadata said, boolean sent) {
    said.stringValue(Example.class).ifPresent(example -> schema.put("example", example));
    Map<String, Object> text =
        "array".equals(schema.get("type")) ? Tree.map(schema, "items") : schema;
    if (!"string".equals(text.get("type")) || text.containsKey("enum")) {
      return;
    }
    Optional<Class<?>> codes = said.classValue(Codes.class).map(type -> (Class<?>) type);
    if (codes.isPresent()) {
      text.put("enum", codes(codes.get(), sent ? refused(said) : Set.of()));
      // A closed list that null is not on.
      text.remove("nullable");
    } else if (!text.containsKey("format")) {
      said.stringValue(Format.class)
          .or(() -> FormatOfName.of(name))
          .filter(format -> !format.equals(Format.NONE))
          .ifPresent(format -> text.put("format", format));
    }
  }

  private static Set<String> refused(AnnotationMetadata said) {
    return said.isPresent(Codes.class, "refused")
        ? Set.of(said.stringValues(Codes.class, "refused"))
        : Set.of("UNKNOWN");
  }

  private static List<String> codes(Class<?> type, Set<String> refused) {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum.class::cast)
        .filter(constant -> !refused.contains(constant.name()))
        .map(constant -> constant instanceof WireCode wire ? wire.code() : constant.name())
        .toList();
  }
}
