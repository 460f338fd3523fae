package org.casenotesaudit.access.intake;

import java.util.List;
import java.util.Map;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * Which of our codes another system's codes mean. A code that is not here means OTHER or UNKNOWN.
 */
final class FhirCodes {

  static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  static final String REST_INTERACTION = "http://hl7.org/fhir/restful-interaction";
  static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
  static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";
  static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  static final String BALP_ENTITY_TYPE =
      "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
  static final String ROLE_PATIENT = "1";

  /** DICOM PS3.16 CID 400; logins and the like are no action on a record. */
  private static final Map<String, Action> BY_DICOM_TYPE =
      Map.of("110106", Action.EXPORT, "110107", Action.CREATE, "110112", Action.SEARCH);

  /**
   * https://hl7.org/fhir/R4/valueset-system-restful-interaction.html and type-restful-interaction.
   */
  private static final Map<String, Action> BY_INTERACTION =
      Map.ofEntries(
          Map.entry("read", Action.VIEW),
          Map.entry("vread", Action.VIEW),
          Map.entry("history", Action.VIEW),
          Map.entry("history-instance", Action.VIEW),
          Map.entry("history-type", Action.SEARCH),
          Map.entry("history-system", Action.SEARCH),
          Map.entry("search", Action.SEARCH),
          Map.entry("search-type", Action.SEARCH),
          Map.entry("search-system", Action.SEARCH),
          Map.entry("create", Action.CREATE),
          Map.entry("update", Action.AMEND),
          Map.entry("patch", Action.AMEND),
          Map.entry("delete", Action.DELETE));

  private static final Map<String, RecordKind> BY_RESOURCE_TYPE =
      Map.ofEntries(
          Map.entry("Patient", RecordKind.CLIENT_IDENTITY),
          Map.entry("RelatedPerson", RecordKind.CLIENT_IDENTITY),
          Map.entry("DocumentReference", RecordKind.CASE_NOTE),
          Map.entry("Composition", RecordKind.CASE_NOTE),
          Map.entry("ClinicalImpression", RecordKind.CASE_NOTE),
          Map.entry("Communication", RecordKind.CASE_NOTE),
          Map.entry("EpisodeOfCare", RecordKind.CASE_FILE),
          Map.entry("CarePlan", RecordKind.CASE_FILE),
          Map.entry("CareTeam", RecordKind.CASE_FILE),
          Map.entry("AuditEvent", RecordKind.AUDIT_TRAIL),
          Map.entry("Provenance", RecordKind.AUDIT_TRAIL));

  /** https://terminology.hl7.org/CodeSystem-v3-ActReason.html, its purposes of use. */
  private static final Map<String, Purpose> BY_ACT_REASON =
      Map.ofEntries(
          Map.entry("TREAT", Purpose.DIRECT_CARE),
          Map.entry("CAREMGT", Purpose.DIRECT_CARE),
          Map.entry("CLINTRCH", Purpose.RESEARCH),
          Map.entry("ETREAT", Purpose.EMERGENCY),
          Map.entry("BTG", Purpose.EMERGENCY),
          Map.entry("THREAT", Purpose.SAFEGUARDING),
          Map.entry("HLEGAL", Purpose.LEGAL_REQUEST),
          Map.entry("PATRQT", Purpose.SUBJECT_ACCESS),
          Map.entry("HCOMPL", Purpose.AUDIT),
          Map.entry("HQUALIMP", Purpose.QUALITY),
          Map.entry("HACCRED", Purpose.QUALITY),
          Map.entry("HRESCH", Purpose.RESEARCH),
          Map.entry("HMARKT", Purpose.PUBLICITY),
          Map.entry("HOPERAT", Purpose.ADMINISTRATION),
          Map.entry("HSYSADMIN", Purpose.ADMINISTRATION),
          Map.entry("HPAYMT", Purpose.ADMINISTRATION));

  private FhirCodes() {}

  static boolean is(Coding coding, String system, String code) {
    return system.equals(coding.getSystem()) && code.equals(coding.getCode());
  }

  /** The most telling first: the interaction, the type of event, then C, R, U, D or E. */
  static Action action(Coding type, List<Coding> subtypes, @Nullable AuditEventAction action) {
    for (Coding subtype : subtypes) {
      Action byInteraction =
          REST_INTERACTION.equals(subtype.getSystem())
              ? BY_INTERACTION.get(subtype.getCode())
              : null;
      if (byInteraction != null) {
        // An update of what was not there yet: HAPI's interceptor sends "update" with action C.
        return byInteraction == Action.AMEND && action == AuditEventAction.C
            ? Action.CREATE
            : byInteraction;
      }
    }
    Action byType = DICOM.equals(type.getSystem()) ? BY_DICOM_TYPE.get(type.getCode()) : null;
    if (byType != null) {
      return byType;
    }
    return action == null ? Action.UNKNOWN : byLetter(action);
  }

  private static Action byLetter(AuditEventAction action) {
    return switch (action) {
      case C -> Action.CREATE;
      case R -> Action.VIEW;
      case U -> Action.AMEND;
      case D -> Action.DELETE;
      case E, NULL -> Action.UNKNOWN;
    };
  }

  static RecordKind recordKind(String resourceType) {
    return BY_RESOURCE_TYPE.getOrDefault(resourceType, RecordKind.OTHER);
  }

  static Purpose purpose(Coding coding) {
    Purpose known =
        ACT_REASON.equals(coding.getSystem()) ? BY_ACT_REASON.get(coding.getCode()) : null;
    return known == null ? Purpose.OTHER : known;
  }
}
