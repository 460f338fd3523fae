package org.casenotesaudit.journeys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What people were told had happened, and how often they were told nothing: each as the event that
 * the ledger must hold. Told nothing (503, or a connection that died) it may have happened or not.
 */
final class Deeds {

  /** A type of event about one client, or about none. */
  record Kind(String clientId, String eventType) {

    private static final String NO_CLIENT = "";

    static Kind aboutNoClient(String eventType) {
      return new Kind(NO_CLIENT, eventType);
    }

    boolean isAboutAClient() {
      return !clientId.equals(NO_CLIENT);
    }
  }

  /**
   * An event that must be there.
   *
   * @param fields of the event, by which it is recognised; where an answer tells nothing that is
   *     its own, several deeds are equal, and so many events must be there
   */
  record Deed(Kind kind, Map<String, String> fields) {}

  private final List<Deed> acknowledged = new ArrayList<>();
  private final Map<Kind, Integer> unanswered = new HashMap<>();
  private final Map<String, Integer> countByType = new TreeMap<>();
  private int failures;

  synchronized void acknowledge(Kind kind, Map<String, String> fields) {
    acknowledge(new Deed(kind, Map.copyOf(fields)));
  }

  synchronized void acknowledge(Deed deed) {
    acknowledged.add(deed);
    countByType.merge(deed.kind().eventType(), 1, Integer::sum);
  }

  /** Something that leaves no event of its own was answered as it should be. */
  synchronized void succeeded(String what) {
    countByType.merge(what, 1, Integer::sum);
  }

  synchronized void leaveOpen(Kind kind) {
    unanswered.merge(kind, 1, Integer::sum);
    failures++;
  }

  synchronized void failed() {
    failures++;
  }

  synchronized List<Deed> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** Each deed, and how often it was acknowledged. */
  synchronized Map<Deed, Long> often() {
    return acknowledged.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  synchronized int unanswered(Kind kind) {
    return unanswered.getOrDefault(kind, 0);
  }

  /** How often each type of event was acknowledged, and each thing without one succeeded. */
  synchronized Map<String, Integer> counts() {
    return Map.copyOf(countByType);
  }

  synchronized int failures() {
    return failures;
  }
}
