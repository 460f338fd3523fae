package org.casenotesaudit.embedded;

import java.util.List;
import java.util.Map;

/** Puts the demo people into the directory of workers, once; a later start leaves them alone. */
final class DemoDirectory {
  private static final String SINCE = "2020-01-01T00:00:00Z";

  private final Settings settings;

  DemoDirectory(Settings settings) {
    this.settings = settings;
  }

  /**
   * Adds whoever is missing.
   *
   * @throws CommandFailedException when the directory refuses one of them
   */
  void fill() throws InterruptedException {
    var admin = Caller.as(DemoPerson.DORA, settings);
    for (var person : DemoPerson.values()) {
      // Nobody writes directory facts about themselves, and a foreign system is not a worker.
      if (person == DemoPerson.DORA || person == DemoPerson.INES) {
        continue;
      }
      var path = "/v1/workers/" + person.subject();
      var known = admin.get(App.ACCESS, path);
      if (known.status() == 200) {
        continue;
      }
      var answer = admin.put(App.ACCESS, path, file(person));
      if (answer.status() != 200 && answer.status() != 201) {
        throw new CommandFailedException(
            "the directory refused %s: %s".formatted(person.firstName(), answer.brief()));
      }
    }
  }

  static Map<String, Object> file(DemoPerson person) {
    return Map.of(
        "displayName", String.valueOf(person.claims().get("name")),
        "roles", person.roles().stream().map(DemoDirectory::sinceLongAgo).toList(),
        "teams", person.team().map(team -> List.of(sinceLongAgo(team.id()))).orElse(List.of()),
        "supervisors",
            person == DemoPerson.MARIA
                ? List.of(sinceLongAgo(DemoPerson.SOFIA.subject()))
                : List.of(),
        "dutyPeriods", List.of(),
        "employment", List.of(sinceLongAgo("EMPLOYED")));
  }

  private static Map<String, Object> sinceLongAgo(String value) {
    return Map.of("value", value, "validFrom", SINCE);
  }
}
