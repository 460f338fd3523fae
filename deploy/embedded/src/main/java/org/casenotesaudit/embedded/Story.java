package org.casenotesaudit.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells what happens, in plain sentences, and stops at the first thing that is not as told. */
final class Story {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int POLL_MILLIS = 100;

  /** Something did not happen as told. */
  static final class BrokenException extends RuntimeException {
    BrokenException(String message) {
      super(message);
    }
  }

  /** Asked again and again until it has an answer. */
  @FunctionalInterface
  interface Question<T> {
    Optional<T> ask() throws InterruptedException;
  }

  /**
   * What was waited for.
   *
   * @param seconds how long it took to come
   */
  record Awaited<T>(T answer, double seconds) {}

  private record Chapter(String title, List<String> sentences, Map<String, Object> facts) {}

  private final PrintStream out;
  private final long begun = System.nanoTime();
  private final List<Chapter> chapters = new ArrayList<>();

  Story(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    chapters.add(new Chapter(title, new ArrayList<>(), new LinkedHashMap<>()));
    out.printf("%n%d. %s%n", chapters.size(), title);
  }

  /** One sentence of the current chapter. */
  void says(String sentence, Object... values) {
    var text = String.format(Locale.ROOT, sentence, values);
    chapters.getLast().sentences().add(text);
    out.println("   " + text);
  }

  /** An id or figure of the current chapter, for those who read the results by machine. */
  void notes(String name, Object value) {
    chapters.getLast().facts().put(name, value);
  }

  /** The answer, if its status is the expected one. */
  Answer expect(int status, Answer answer, String what) {
    if (answer.status() != status) {
      throw new BrokenException("%s: %s (expected: %d)".formatted(what, answer.brief(), status));
    }
    return answer;
  }

  void expect(boolean happened, String what) {
    if (!happened) {
      throw new BrokenException(what);
    }
  }

  /** Asks until there is an answer. */
  <T> Awaited<T> await(String what, Duration patience, Question<T> question)
      throws InterruptedException {
    var from = System.nanoTime();
    while (true) {
      var answer = question.ask();
      var waited = Duration.ofNanos(System.nanoTime() - from);
      if (answer.isPresent()) {
        return new Awaited<>(answer.get(), waited.toMillis() / 1000.0);
      }
      if (waited.compareTo(patience) > 0) {
        throw new BrokenException("%s: not within %d s".formatted(what, patience.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  double seconds() {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
  }

  /** The whole story for a machine; {@code broken} is null when all happened as told. */
  String json(@Nullable String broken) {
    var story = new LinkedHashMap<String, Object>();
    story.put("asTold", broken == null);
    story.put("seconds", seconds());
    if (broken != null) {
      story.put("broken", broken);
    }
    var told = new ArrayList<Map<String, Object>>();
    for (var chapter : chapters) {
      told.add(
          Map.of(
              "title", chapter.title(),
              "sentences", chapter.sentences(),
              "facts", chapter.facts()));
    }
    story.put("chapters", told);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(story);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps and strings are always JSON", impossible);
    }
  }
}
