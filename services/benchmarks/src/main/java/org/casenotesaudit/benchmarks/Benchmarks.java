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

  private static final String USAGE =
      """
      deploy/bench latency [--rate READS_PER_SECOND] [--seconds N] [--alerts N] [--json]
      deploy/bench ledger  [--rate EVENTS_PER_SECOND] [--seconds N] [--seed N] [--json]

      latency  a note read through access, audit commit included; an access until its alert is in the queue
      ledger   events straight onto a topic, one in a hundred twice, until a checkpoint covers them all

      The system must be up (deploy/up). It is measured as it stands: data of the benchmark stays in it.
      """;

  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0 || arguments[0].equals("--help")) {
      System.out.print(USAGE);
      System.exit(arguments.length == 0 ? 2 : 0);
    }
    try {
      run(arguments);
    } catch (IllegalArgumentException mistake) {
      System.err.println(mistake.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    } catch (IllegalStateException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws IOException, InterruptedException {
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
                  + " tree grew by %d%n",
              result.entries(),
              result.seconds(),
              result.entriesPerSecond(),
              result.coveredAfterLastSendMillis(),
              result.treeGrowth());
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
