package org.casenotesaudit.serviceframe.description;

import io.micronaut.http.HttpStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says once, among the components, what several operations answer alike. */
final class SharedResponses {

  private static final String RESPONSES = "#/components/responses/";

  /** Where a response stands. */
  private record Place(Map<String, Object> responses, String status) {}

  private final Map<Object, List<Place>> places = new LinkedHashMap<>();

  /** Takes in the errors of one operation. */
  void add(Map<String, Object> responses) {
    responses.forEach(
        (status, response) -> {
          if (!status.startsWith("2")) {
            places
                .computeIfAbsent(response, first -> new ArrayList<>())
                .add(new Place(responses, status));
          }
        });
  }

  /** Puts those that came more than once where it returns them, the most frequent first. */
  Map<String, Object> share() {
    Map<String, Object> shared = new TreeMap<>();
    places.entrySet().stream()
        .filter(response -> response.getValue().size() > 1)
        .sorted(Comparator.comparing(response -> -response.getValue().size()))
        .forEach(
            response -> {
              String name = freeName(response.getValue().getFirst().status(), shared);
              shared.put(name, response.getKey());
              response
                  .getValue()
                  .forEach(
                      place ->
                          place.responses().put(place.status(), Nodes.reference(RESPONSES + name)));
            });
    return shared;
  }

  private static String freeName(String status, Map<String, Object> taken) {
    String reason =
        status.equals("default")
            ? "Failure"
            : HttpStatus.valueOf(Integer.parseInt(status)).getReason().replaceAll("\\W", "");
    String name = reason;
    for (int variant = 2; taken.containsKey(name); variant++) {
      name = reason + variant;
    }
    return name;
  }
}
