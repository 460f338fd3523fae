package org.casenotesaudit.journeys;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.journeys.Deeds.Kind;

/**
 * One client with a case and a first note, and who reads it: Maria, who works with them, or Colin,
 * long after the case was closed.
 */
record CaseFile(String clientId, String caseId, String noteId, boolean closed) {

  static final String WORDS = Canaries.NOTE + " as agreed.";
  static final String DATE_OF_BIRTH = "2012-04-01";

  /** An authority to take photos and to look at them. */
  static final Map<String, ?> OWN_CONSENT =
      Map.of(
          "authorityKind", "OWN_CONSENT",
          "mediaKinds", List.of("PHOTO"),
          "uses", List.of("CAPTURE", "VIEW"),
          "purposes", List.of("DIRECT_CARE"),
          "validFrom", daysAgo(30),
          "giver", Canaries.GIVER,
          "evidence", Canaries.EVIDENCE);

  String reader() {
    return closed ? "colin" : "maria";
  }

  Map<String, ?> toReadTheNote() {
    return toRead("CASE_NOTE", noteId);
  }

  /** The wish to look at an item in the course of caring for the client. */
  static Map<String, ?> toRead(String itemKind, String id) {
    return Map.of(
        "item", Map.of("kind", itemKind, "id", id), "action", "VIEW", "purpose", "DIRECT_CARE");
  }

  Kind kind(String eventType) {
    return new Kind(clientId, eventType);
  }

  /** Sets one up; everything that was answered is a deed. */
  static CaseFile setUp(Agency agency, Deeds deeds, boolean closed)
      throws IOException, InterruptedException {
    String client =
        post(
            agency,
            "/v1/clients",
            Map.of(
                "givenName", Canaries.GIVEN_NAME,
                "familyName", Canaries.FAMILY_NAME,
                "dateOfBirth", DATE_OF_BIRTH),
            "clientId");
    String caseId =
        post(
            agency,
            "/v1/clients/" + client + "/cases",
            Map.of("teamId", Agency.CHILDREN_NORTH, "openedAt", daysAgo(700)),
            "caseId");
    String allocation =
        post(
            agency,
            "/v1/cases/" + caseId + "/allocations",
            Map.of("workerId", Agency.MARIA, "allocationKind", "KEY_WORKER"),
            "allocationId");
    String note =
        post(
            agency,
            "/v1/cases/" + caseId + "/notes",
            Map.of("text", WORDS, "contactAt", Instant.now().toString()),
            "noteId");
    CaseFile file = new CaseFile(client, caseId, note, closed);
    deeds.acknowledge(file.kind("ClientRegistered"), Map.of());
    deeds.acknowledge(file.kind("CaseOpened"), Map.of("caseId", caseId));
    deeds.acknowledge(file.kind("AllocationMade"), Map.of("allocationId", allocation));
    deeds.acknowledge(file.kind("CaseNoteRecorded"), Map.of("noteId", note));
    if (closed) {
      post(agency, "/v1/cases/" + caseId + "/close", Map.of("closedAt", daysAgo(300)), "caseId");
      deeds.acknowledge(file.kind("CaseClosed"), Map.of("caseId", caseId));
    }
    return file;
  }

  static String daysAgo(int days) {
    return Instant.now().minus(Duration.ofDays(days)).toString();
  }

  private static String post(Agency agency, String path, Map<String, String> body, String id)
      throws IOException, InterruptedException {
    return agency.call("maria", "POST", agency.url("CASE_NOTES", path), body).path(id).asText();
  }
}
