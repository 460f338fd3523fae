package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casenotesaudit.events.Employment;

/** A worker's file, as an administrator sends it. Without an end, what it says goes on. */
final class AFile {

  private final Map<String, List<String>> lists = new TreeMap<>();

  static AFile aFile() {
    return new AFile();
  }

  AFile role(String code, Instant from, Instant until) {
    return with("roles", code, from, until);
  }

  AFile team(UUID team, Instant from, Instant until) {
    return with("teams", team, from, until);
  }

  AFile supervisedBy(UUID supervisor, Instant from, Instant until) {
    return with("supervisors", supervisor, from, until);
  }

  AFile onDuty(Instant from, Instant until) {
    return with("dutyPeriods", "out-of-hours", from, until);
  }

  AFile employment(Employment state, Instant from, Instant until) {
    return with("employment", state, from, until);
  }

  private AFile with(String list, Object value, Instant from, Instant until) {
    String end = until == null ? "" : ",\"validUntil\":\"" + until + "\"";
    String interval = "{\"value\":\"%s\",\"validFrom\":\"%s\"%s}".formatted(value, from, end);
    lists.merge(
        list,
        List.of(interval),
        (before, more) -> Stream.of(before, more).flatMap(List::stream).toList());
    return this;
  }

  /** Puts it into the directory in place of the one before. */
  void keptFor(UUID worker, RunningAccess access) {
    String body =
        lists.entrySet().stream()
            .map(list -> ",\"" + list.getKey() + "\":" + list.getValue())
            .collect(Collectors.joining("", "{\"displayName\":\"Name\"", "}"));
    HttpResponse<String> answer =
        access.put(
            RunningAccess.token(RunningAccess.DORA, "directory-admin"),
            "/v1/workers/" + worker,
            body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
