package org.casenotesaudit.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * {@code deploy/bench NAME}: measures the running system and prints figures with what they mean.
 */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      run(arguments);
    } catch (IllegalArgumentException mistake) {
      System.err.println(mistake.getMessage());
      System.err.println("deploy/bench --help says what can be measured");
      System.exit(2);
    } catch (IllegalStateException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("nothing (expected: latency or ledger)");
    }
    Options options = Options.of(arguments);
    var system =
        new RunningSystem(Path.of(Objects.requireNonNull(System.getProperty("deploy"), "deploy")));
    switch (arguments[0]) {
      case "latency" -> {
        Map<String, Percentiles> figures =
            new LatencyBenchmark(system)
                .run(
                    options.number("rate", 50),
                    options.number("seconds", 60),
                    options.number("alerts", 100));
        if (options.json()) {
          print(figures);
        } else {
          System.out.println("a note read through access:     " + figures.get("readThroughAccess"));
          System.out.println(
              "an access to its visible alert: " + figures.get("accessToVisibleAlert"));
        }
      }
      case "ledger" -> {
        LedgerBenchmark.Result result =
            new LedgerBenchmark(
                    system,
                    "127.0.0.1:" + setting("KAFKA_PORT", "9092"),
                    "http://127.0.0.1:" + setting("REGISTRY_PORT", "8085") + "/apis/ccompat/v7")
                .run(
                    options.number("rate", 1_000),
                    options.number("seconds", 300),
                    options.number("seed", 1));
        if (options.json()) {
          print(result);
        } else {
          System.out.printf(
              "%d entries in %.1f s: %.0f a second; the last covered %.0f ms after it was sent; the"
                  + " tree grew by %d%nfrom an event sent to a checkpoint over it: %s%n",
              result.entries(),
              result.seconds(),
              result.entriesPerSecond(),
              result.coveredAfterLastSendMillis(),
              result.treeGrowth(),
              result.sentToCheckpoint());
        }
      }
      default ->
          throw new IllegalArgumentException(
              "benchmark: \"" + arguments[0] + "\" (expected: latency or ledger)");
    }
  }

  private static String setting(String variable, String otherwise) {
    String value = System.getenv(variable);
    return value == null ? otherwise : value;
  }

  private static void print(Object figures) throws JsonProcessingException {
    System.out.println(new ObjectMapper().writeValueAsString(figures));
  }
}
