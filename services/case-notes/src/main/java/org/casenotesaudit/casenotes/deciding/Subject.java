package org.casenotesaudit.casenotes.deciding;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One client whom the record is about, with the facts that bear on opening it.
 *
 * @param clientId the client
 * @param protectedLocation whether the client's whereabouts are protected
 * @param restrictions all that were ever recorded
 * @param allocations all that were ever recorded; looked at, and so needed, only where the location
 *     is protected
 * @param authorities all media authorities that were ever recorded; looked at, and so needed, only
 *     for a recording
 */
public record Subject(
    ClientId clientId,
    boolean protectedLocation,
    List<Restriction> restrictions,
    List<Allocation> allocations,
    List<MediaAuthority> authorities) {

  public Subject {
    restrictions = List.copyOf(restrictions);
    allocations = List.copyOf(allocations);
    authorities = List.copyOf(authorities);
  }

  /** Every restriction in force must name the worker: a second one narrows, it does not widen. */
  public boolean isClosedTo(WorkerId workerId, Instant now) {
    return restrictions.stream().anyMatch(restriction -> restriction.closesTo(workerId, now));
  }

  boolean isAllocatedTo(Reader reader, Instant now) {
    return allocations.stream()
        .anyMatch(allocation -> allocation.period().contains(now) && allocation.reaches(reader));
  }

  /** Whether this client's share in the recording is covered. */
  boolean hasAuthorisedCaptureOf(Recording recording, Instant now) {
    return allowingCaptureOf(recording, now).findAny().isPresent();
  }

  /** Whether something other than anybody's consent allows this very recording. */
  boolean hasOrderForCaptureOf(Recording recording, Instant now) {
    return allowingCaptureOf(recording, now)
        .anyMatch(authority -> authority.names(recording) && !authority.restsOnConsent());
  }

  private Stream<MediaAuthority> allowingCaptureOf(Recording recording, Instant now) {
    List<MediaAuthority> concerning =
        authorities.stream()
            .filter(authority -> authority.concernsCaptureOf(recording, now))
            .toList();
    List<MediaAuthority> refusals = concerning.stream().filter(MediaAuthority::refused).toList();
    return concerning.stream()
        .filter(authority -> !authority.refused())
        .filter(authority -> refusals.stream().noneMatch(authority::yieldsTo));
  }
}
