package org.casenotesaudit.access.directory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.WorkerFacts;
import org.jspecify.annotations.Nullable;

/**
 * What the directory knows about one worker, each fact with the time it held. Names are not in it:
 * what is here may travel in events.
 *
 * @param workerId the worker
 * @param version counts the changes of the file, from 1; 0 when the directory has no such file
 * @param roles role codes
 * @param teams team ids
 * @param supervisors who supervised this worker
 * @param dutyPeriods kinds of duty from the roster
 * @param employment whether the worker was in post
 * @param supervisees whom this worker supervised; derived from the files of those workers
 */
public record WorkerFile(
    WorkerId workerId,
    long version,
    List<Dated<String>> roles,
    List<Dated<String>> teams,
    List<Dated<String>> supervisors,
    List<Dated<String>> dutyPeriods,
    List<Dated<Employment>> employment,
    List<Dated<String>> supervisees) {

  public WorkerFile {
    roles = List.copyOf(roles);
    teams = List.copyOf(teams);
    supervisors = List.copyOf(supervisors);
    dutyPeriods = List.copyOf(dutyPeriods);
    employment = List.copyOf(employment);
    supervisees = List.copyOf(supervisees);
  }

  /** Of somebody of whom nobody knows who they are. */
  public static final WorkerFile UNKNOWN = unknown(new WorkerId(new UUID(0, 0)));

  /** The file of a worker of whom the directory knows nothing. */
  public static WorkerFile unknown(WorkerId workerId) {
    return new WorkerFile(
        workerId, 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Whether the directory has a file of this worker. */
  public boolean isKnown() {
    return version > 0;
  }

  /** What the directory knew at that instant; the same file and instant give equal facts. */
  public WorkerFacts factsAt(Instant at) {
    return WorkerFacts.newBuilder()
        .setDirectoryVersion(version)
        .setRoles(valuesAt(roles, at))
        .setTeamIds(valuesAt(teams, at))
        .setSuperviseeIds(valuesAt(supervisees, at))
        .setOnDuty(onDutyAt(at))
        .setEmployment(employmentAt(at))
        .build();
  }

  /** Every instant at which some fact begins or ends, in order. */
  List<Instant> boundaries() {
    return Stream.of(roles, teams, supervisees, dutyPeriods, employment)
        .flatMap(List::stream)
        .flatMap(dated -> Stream.of(dated.validFrom(), dated.validUntil()))
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  /** The workers named as supervisors at any time. */
  Stream<WorkerId> supervisorIds() {
    return supervisors.stream().map(s -> new WorkerId(UUID.fromString(s.value()))).distinct();
  }

  /** Whether the other file says the same, in whatever order. */
  boolean sameAs(WorkerFile other) {
    return version == other.version
        && Set.copyOf(roles).equals(Set.copyOf(other.roles))
        && Set.copyOf(teams).equals(Set.copyOf(other.teams))
        && Set.copyOf(supervisors).equals(Set.copyOf(other.supervisors))
        && Set.copyOf(dutyPeriods).equals(Set.copyOf(other.dutyPeriods))
        && Set.copyOf(employment).equals(Set.copyOf(other.employment));
  }

  private static List<String> valuesAt(List<Dated<String>> dated, Instant at) {
    return dated.stream().filter(d -> d.holdsAt(at)).map(Dated::value).distinct().sorted().toList();
  }

  /**
   * False only between the first and the last duty of the roster: outside of it nobody planned
   * anything, and "not on duty" would be a guess.
   */
  private @Nullable Boolean onDutyAt(Instant at) {
    if (dutyPeriods.stream().anyMatch(duty -> duty.holdsAt(at))) {
      return true;
    }
    boolean begun = dutyPeriods.stream().anyMatch(duty -> duty.endedBy(at));
    boolean goesOn = dutyPeriods.stream().anyMatch(duty -> duty.validFrom().isAfter(at));
    return begun && goesOn ? false : null;
  }

  private Employment employmentAt(Instant at) {
    // The later state wins; of two that begin together, always the same one.
    Comparator<Dated<Employment>> byStart =
        Comparator.<Dated<Employment>, Instant>comparing(Dated::validFrom)
            .thenComparing(Dated::value);
    return employment.stream()
        .filter(state -> state.holdsAt(at))
        .max(byStart)
        .map(Dated::value)
        .orElseGet(() -> betweenStates(at));
  }

  /** Nothing is stated for that instant: what follows from the states around it. */
  private Employment betweenStates(Instant at) {
    if (employment.isEmpty()) {
      return Employment.UNKNOWN;
    }
    return employment.stream()
        .filter(state -> state.endedBy(at))
        .max(Comparator.comparing(Dated::lastInstant))
        .map(last -> last.value() == Employment.EMPLOYED ? Employment.LEFT : Employment.UNKNOWN)
        .orElse(Employment.NOT_STARTED);
  }
}
