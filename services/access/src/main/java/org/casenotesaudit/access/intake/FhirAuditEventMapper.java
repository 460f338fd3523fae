package org.casenotesaudit.access.intake;

import static org.casenotesaudit.access.intake.FhirCodes.*;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * Reads a FHIR R4 AuditEvent (https://hl7.org/fhir/R4/auditevent.html), plain or as IHE BALP 1.1
 * shapes it. Pure: the same resource gives the same act, or the same refusal.
 */
final class FhirAuditEventMapper {

  /** Clocks differ; further ahead than this is a mistake. */
  private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** https://hl7.org/fhir/R4/http.html#search, as HAPI's BALP interceptor writes it. */
  private static final Pattern FHIR_SEARCH =
      Pattern.compile("https?://[^?#]*/(?<type>[A-Z][A-Za-z]*)(/_search)?(\\?.*)?");

  private FhirAuditEventMapper() {}

  /**
   * @param now when the resource arrived
   * @throws RefusedResourceException naming the element that is missing or not as expected
   */
  static ReportedAct read(AuditEvent event, Instant now) {
    requireElements(event);
    Optional<AuditEventAgentComponent> requestor = requestor(event);
    List<ReportedAct.Patient> patients = patients(event);
    if (requestor.isEmpty() && patients.isEmpty()) {
      throw new RefusedResourceException(
          IssueType.BUSINESSRULE,
          "AuditEvent.agent.requestor",
          "true for none, and no entity is a patient",
          "who asked for it, or a patient whom it is about: this is nobody's access");
    }
    return new ReportedAct(
        occurred(event, now),
        FhirCodes.action(event.getType(), event.getSubtype(), event.getAction()),
        recordKind(event),
        purpose(requestor.orElse(null), event),
        !event.hasOutcome() || event.getOutcome() == AuditEventOutcome._0,
        requestor.map(agent -> ForeignId.of(agent.getWho())).orElse(List.of()),
        patients,
        requestId(event));
  }

  private static void requireElements(AuditEvent event) {
    require(event.getType().hasCode(), "AuditEvent.type.code", "what kind of event it is");
    require(event.hasRecorded(), "AuditEvent.recorded", "when it was recorded, an instant");
    require(event.hasAgent(), "AuditEvent.agent", "at least one");
    for (int i = 0; i < event.getAgent().size(); i++) {
      require(
          event.getAgent().get(i).hasRequestor(),
          "AuditEvent.agent[" + i + "].requestor",
          "true or false");
    }
    require(event.getSource().hasObserver(), "AuditEvent.source.observer", "who reported it");
  }

  private static void require(boolean present, String element, String expected) {
    if (!present) {
      throw new RefusedResourceException(IssueType.REQUIRED, element, "missing", expected);
    }
  }

  /**
   * When the activity began, or ended, if its period tells the instant; else when it was recorded.
   * A period cut off to days, or told by an extension only, is no instant and says nothing more.
   */
  private static Instant occurred(AuditEvent event, Instant now) {
    // From the text: the parser's date would cut what is finer than a millisecond.
    String written = event.getRecordedElement().getValueAsString();
    Instant recorded =
        instant(written)
            .orElseThrow(
                () ->
                    new RefusedResourceException(
                        IssueType.VALUE,
                        "AuditEvent.recorded",
                        written,
                        "an instant with seconds and time zone"));
    requireBetween("AuditEvent.recorded", written, recorded, now.plus(AHEAD_MAX), "now, " + now);
    Period period = event.getPeriod();
    boolean begins = period.getStartElement().hasValue();
    String told = (begins ? period.getStartElement() : period.getEndElement()).getValueAsString();
    Optional<Instant> occurred = told == null ? Optional.empty() : instant(told);
    if (occurred.isEmpty()) {
      return recorded;
    }
    Instant happened = occurred.get();
    requireBetween(
        begins ? "AuditEvent.period.start" : "AuditEvent.period.end",
        told,
        happened,
        recorded.plus(AHEAD_MAX),
        "recorded, " + recorded);
    // Recorded in whole seconds it can seem to lie before what it tells of.
    return happened.isAfter(recorded) ? recorded : happened;
  }

  private static void requireBetween(
      String element, String text, Instant found, Instant latest, String latestIs) {
    if (found.isAfter(latest)) {
      throw new RefusedResourceException(
          IssueType.VALUE, element, text, "not later than " + latestIs);
    }
    if (found.isBefore(EARLIEST)) {
      throw new RefusedResourceException(IssueType.VALUE, element, text, EARLIEST + " or later");
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeParseException noInstant) {
      return Optional.empty();
    }
  }

  private static Optional<AuditEventAgentComponent> requestor(AuditEvent event) {
    List<AuditEventAgentComponent> requestors =
        event.getAgent().stream().filter(AuditEventAgentComponent::getRequestor).toList();
    if (requestors.size() > 1) {
      throw new RefusedResourceException(
          IssueType.BUSINESSRULE,
          "AuditEvent.agent.requestor",
          "true for " + requestors.size(),
          "true for one at most: there can be only one initiator");
    }
    return requestors.stream().findFirst();
  }

  /** One for each person: an entity that repeats a patient, by whatever version, adds none. */
  private static List<ReportedAct.Patient> patients(AuditEvent event) {
    var patients = new LinkedHashMap<ForeignId, ReportedAct.Patient>();
    for (int i = 0; i < event.getEntity().size(); i++) {
      AuditEventEntityComponent entity = event.getEntity().get(i);
      if (isPatient(entity)) {
        String element = "AuditEvent.entity[" + i + "].what";
        List<ForeignId> names = ForeignId.of(entity.getWhat());
        if (names.isEmpty()) {
          throw new RefusedResourceException(
              IssueType.REQUIRED,
              element,
              "neither a reference to a patient nor an identifier",
              "which patient it is");
        }
        patients.putIfAbsent(names.getFirst(), new ReportedAct.Patient(element, names));
      }
    }
    return List.copyOf(patients.values());
  }

  private static boolean isPatient(AuditEventEntityComponent entity) {
    return is(entity.getRole(), OBJECT_ROLE, ROLE_PATIENT)
        || is(entity.getType(), RESOURCE_TYPES, "Patient")
        || "Patient".equals(referencedType(entity));
  }

  private static RecordKind recordKind(AuditEvent event) {
    return event.getEntity().stream()
        .filter(entity -> !is(entity.getRole(), OBJECT_ROLE, ROLE_PATIENT))
        .flatMap(
            entity -> Stream.of(referencedType(entity), namedType(entity), queriedType(entity)))
        .filter(Objects::nonNull)
        .map(FhirCodes::recordKind)
        .findFirst()
        .orElse(RecordKind.OTHER);
  }

  private static @Nullable String namedType(AuditEventEntityComponent entity) {
    return RESOURCE_TYPES.equals(entity.getType().getSystem()) ? entity.getType().getCode() : null;
  }

  private static @Nullable String referencedType(AuditEventEntityComponent entity) {
    if (!entity.getWhat().hasReference()) {
      return null;
    }
    String type = entity.getWhat().getReferenceElement().getResourceType();
    return type == null || type.isEmpty() ? null : type;
  }

  /** The type of resource that a search asked for; nothing else of a query is looked at. */
  private static @Nullable String queriedType(AuditEventEntityComponent entity) {
    if (!entity.hasQuery()) {
      return null;
    }
    Matcher search = FHIR_SEARCH.matcher(new String(entity.getQuery(), StandardCharsets.UTF_8));
    return search.matches() ? search.group("type") : null;
  }

  /** The requestor's own statement before that of the event. */
  private static Purpose purpose(@Nullable AuditEventAgentComponent requestor, AuditEvent event) {
    var stated = new ArrayList<CodeableConcept>();
    if (requestor != null) {
      stated.addAll(requestor.getPurposeOfUse());
    }
    stated.addAll(event.getPurposeOfEvent());
    List<Coding> codings = stated.stream().flatMap(one -> one.getCoding().stream()).toList();
    return codings.stream()
        .map(FhirCodes::purpose)
        .filter(purpose -> purpose != Purpose.OTHER)
        .findFirst()
        .orElse(stated.isEmpty() ? Purpose.UNKNOWN : Purpose.OTHER);
  }

  private static @Nullable String requestId(AuditEvent event) {
    return event.getEntity().stream()
        .filter(entity -> is(entity.getType(), BALP_ENTITY_TYPE, "XrequestId"))
        .map(entity -> entity.getWhat().getIdentifier().getValue())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
