package org.casenotesaudit.embedded;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The people of the demonstration. They are invented; nobody signs in with a password. */
enum DemoPerson {
  MARIA("1", List.of("practitioner"), Team.CHILDREN_NORTH, "key worker of the demo client"),
  COLIN("2", List.of("practitioner"), Team.ADULTS_SOUTH, "a colleague without a relationship"),
  SOFIA("3", List.of("supervisor"), Team.CHILDREN_NORTH, "supervises maria"),
  OMAR("4", List.of("compliance-officer"), null, "reviews concerns"),
  ADA("5", List.of("auditor"), null, "exports and verifies histories"),
  DORA("6", List.of("directory-admin"), null, "keeps the directory of workers"),
  PETRA("7", List.of("privacy-lead"), null, "reviews concerns, restricts records"),
  INES("8", List.of("intake"), null, "a foreign system that reports accesses"),
  PLAT("9", List.of("platform"), null, "sees health and metrics"),
  MAX("a", List.of("practitioner", "emergency-duty"), Team.ADULTS_SOUTH, "on emergency duty"),
  MONA("b", List.of("supervisor"), Team.ADULTS_SOUTH, "a manager of another team"),
  RITA("c", List.of("records-request"), null, "handles clients' requests");

  /** The two teams of the demonstration. */
  enum Team {
    CHILDREN_NORTH("00000000-0000-4000-8000-0000000000a1"),
    ADULTS_SOUTH("00000000-0000-4000-8000-0000000000a2");

    private final String id;

    Team(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  private static final Map<String, List<String>> APPS_OF_ROLE =
      Map.ofEntries(
          Map.entry("practitioner", List.of("case-notes", "access")),
          Map.entry("emergency-duty", List.of("case-notes", "access")),
          Map.entry("supervisor", List.of("case-notes", "access")),
          Map.entry(
              "compliance-officer",
              List.of("alerts", "confidentiality", "case-notes", "audit-trail", "access")),
          Map.entry(
              "privacy-lead",
              List.of("alerts", "confidentiality", "case-notes", "audit-trail", "access")),
          Map.entry("auditor", List.of("audit-trail", "confidentiality", "case-notes")),
          Map.entry("directory-admin", List.of("access")),
          Map.entry("records-request", List.of("case-notes", "access")),
          Map.entry("intake", List.of("access")),
          Map.entry(
              "platform",
              List.of("access", "alerts", "audit-trail", "case-notes", "confidentiality")));

  private final String subject;
  private final List<String> roles;
  private final @Nullable Team team;
  private final String does;

  DemoPerson(String lastDigit, List<String> roles, @Nullable Team team, String does) {
    // A foreign system is not a worker: its token's subject is its client id.
    this.subject =
        roles.contains("intake")
            ? "intake-demo"
            : "00000000-0000-4000-8000-00000000000" + lastDigit;
    this.roles = roles;
    this.team = team;
    this.does = does;
  }

  /** The first person with that name or, failing that, that role. */
  static Optional<DemoPerson> named(String nameOrRole) {
    return Arrays.stream(values())
        .filter(person -> person.firstName().equalsIgnoreCase(nameOrRole))
        .findFirst()
        .or(
            () ->
                Arrays.stream(values())
                    .filter(person -> person.roles.contains(nameOrRole))
                    .findFirst());
  }

  /** The names that {@link #named} knows. */
  static List<String> firstNames() {
    return Arrays.stream(values()).map(DemoPerson::firstName).toList();
  }

  /** The roles that {@link #named} knows. */
  static List<String> allRoles() {
    return Arrays.stream(values()).flatMap(person -> person.roles.stream()).distinct().toList();
  }

  String firstName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Subject of this person's tokens; for a worker also the worker id. */
  String subject() {
    return subject;
  }

  List<String> roles() {
    return roles;
  }

  Optional<Team> team() {
    return Optional.ofNullable(team);
  }

  /** What this person is in the story, in a few words. */
  String does() {
    return does;
  }

  /** Whether the compliance console lets this person in. */
  boolean usesConsole() {
    return roles.contains("compliance-officer") || roles.contains("privacy-lead");
  }

  /** The OAuth client with which a command gets this person's token. */
  String clientId() {
    return "demo-" + firstName();
  }

  /** The applications that this person may use: the audience of the person's tokens. */
  List<String> audience() {
    var apps = new TreeSet<String>();
    roles.forEach(role -> apps.addAll(APPS_OF_ROLE.getOrDefault(role, List.of())));
    return List.copyOf(apps);
  }

  /** The claims of this person's tokens, all but issuer and times. */
  Map<String, Object> claims() {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("sub", subject);
    claims.put("aud", audience());
    claims.put("agency", Settings.AGENCY_ID);
    claims.put("roles", roles);
    claims.put("name", Character.toUpperCase(firstName().charAt(0)) + firstName().substring(1));
    return claims;
  }
}
