package org.casenotesaudit.casenotes.deciding;

import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.AuthorityKind;

/**
 * One client whom the record is about, with the facts that bear on opening it.
 *
 * @param clientId the client
 * @param protectedLocation whether the client's whereabouts are protected
 * @param restrictions all that were ever recorded
 * @param allocations all that were ever recorded
 * @param authorities all media authorities that were ever recorded
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

  /**
   * Whether this client's share in the recording was covered when it was made. A client's own
   * refusal outweighs every consent that somebody else gave.
   */
  boolean hasAuthorisedCaptureOf(Recording recording) {
    boolean ownRefusal =
        authorities.stream()
            .anyMatch(
                authority ->
                    authority.refused()
                        && authority.kind() == AuthorityKind.OWN_CONSENT
                        && authority.concernsCaptureOf(recording));
    return authorities.stream()
        .filter(authority -> !authority.refused() && authority.concernsCaptureOf(recording))
        .anyMatch(
            authority ->
                !ownRefusal
                    || !authority.restsOnConsent()
                    || authority.kind() == AuthorityKind.OWN_CONSENT);
  }
}
