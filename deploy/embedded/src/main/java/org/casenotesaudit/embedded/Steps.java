package org.casenotesaudit.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a start consists of, in an order in which nothing is named before what it needs. Steps that
 * do not need each other run at the same time.
 */
final class Steps {
  static final String ISSUER = "oidc";

  /** Step, not a process: databases and roles exist. */
  static final String DATABASES = "databases";

  /** Step, not a process: topics exist and schemas are registered. */
  static final String TOPICS = "topics";

  /** Step, not a process: the demo people are in the directory of workers. */
  static final String PEOPLE = "people";

  /**
   * Something to be done once what stands before it is done.
   *
   * @param part the process that the step starts; null when it only prepares something
   */
  record Step(String name, Set<String> after, @Nullable Part part, Work work) {}

  /** What a step does when its time has come (for a process: before it is started). */
  @FunctionalInterface
  interface Work {
    Work NOTHING = () -> {};

    void run() throws Exception;
  }

  private Steps() {}

  static List<Step> all(Settings settings) throws IOException {
    var postgres = new Postgres(settings);
    var databases = new Databases(settings, postgres);
    var infrastructure = new Infrastructure(settings);
    var steps = new ArrayList<Step>();
    steps.add(of(postgres.part(), postgres::prepare));
    steps.add(of(infrastructure.kafka(), Work.NOTHING));
    steps.add(new Step(DATABASES, Set.of(Postgres.NAME), null, databases::provision));
    steps.add(of(infrastructure.registry(databases), Work.NOTHING));
    steps.add(of(infrastructure.issuer(), Work.NOTHING));
    steps.add(
        new Step(TOPICS, Set.of("kafka", "registry"), null, () -> Provisioning.run(settings)));
    for (var app : App.values()) {
      steps.add(of(app.part(settings, databases), () -> demandJar(app, settings)));
    }
    steps.add(
        new Step(
            PEOPLE,
            Set.of(App.ACCESS.appName(), ISSUER),
            null,
            () -> new DemoDirectory(settings).fill()));
    return steps;
  }

  private static Step of(Part part, Work before) {
    return new Step(part.name(), part.after(), part, before);
  }

  private static void demandJar(App app, Settings settings) {
    var jar = app.jar(settings);
    if (!jar.toFile().exists()) {
      throw new CommandFailedException(jar + " is missing (expected: built by mvn package)");
    }
  }

  /**
   * Refuses what is no step, before anything is made for a start.
   *
   * @throws UsageException naming the first that is none
   */
  static void requireKnown(Collection<String> names) {
    var known = new ArrayList<>(processes());
    known.addAll(List.of(DATABASES, TOPICS, PEOPLE));
    for (var name : names) {
      if (!known.contains(name)) {
        throw new UsageException(
            "\"%s\" (expected: one of %s)".formatted(name, String.join(", ", known)));
      }
    }
  }

  /** The named steps, which are known ones, and all that they need. */
  static List<Step> only(List<Step> all, Collection<String> names) {
    var wanted = new HashSet<>(names);
    var backwards = new ArrayList<>(all);
    Collections.reverse(backwards);
    for (var step : backwards) {
      if (wanted.contains(step.name())) {
        wanted.addAll(step.after());
      }
    }
    return all.stream().filter(step -> wanted.contains(step.name())).toList();
  }

  /** The names of all processes, in the order of {@link #all}. */
  static List<String> processes() {
    var names = new ArrayList<>(List.of(Postgres.NAME, "kafka", "registry", ISSUER));
    Arrays.stream(App.values()).map(App::appName).forEach(names::add);
    return names;
  }
}
