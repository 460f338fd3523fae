package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Deeds.Kind;

/**
 * People at work while processes die: they read notes, write and amend them, take photos and look
 * at them, and review concerns. Whatever is not done must be answered with 503 or not at all;
 * {@link People} and two places here name the few other answers that are honest.
 */
final class Workload {

  /** What must have gone well again after each kill: an event's type, or what leaves none. */
  static final Set<String> ALL_KINDS_OF_WORK =
      Set.of(
          "AccessObserved",
          "note fetched",
          "photo fetched",
          "CaseNoteRecorded",
          "CaseNoteAmended",
          "MediaAuthorityRecorded",
          "MediaCaptured",
          "ConcernsListed",
          "ConcernViewed",
          "ConcernCommented");

  /** What must have gone well once in all. */
  private static final Set<String> SELDOM =
      Set.of("ConcernAssigned", "ConcernResolved", "ConcernReopened", "name shown");

  private static final int RESOLVED_EVERY = 6;
  private static final int REOPENED_EVERY = 3 * RESOLVED_EVERY;
  private static final int TAKEN_EVERY = 4;
  private static final int NAMED_EVERY = 5;
  private static final Duration AGAIN_WITHIN = Duration.ofMinutes(4);

  private final Agency agency;
  private final List<CaseFile> files;
  private final List<CaseFile> filesUnderReview;
  private final Deeds deeds;
  private final ObjectMapper json = new ObjectMapper();
  private final People people;
  private final Set<String> settledPerhaps = ConcurrentHashMap.newKeySet();
  private final Set<String> reopenedPerhaps = ConcurrentHashMap.newKeySet();

  /** What Omar has in his hands, if giving it back failed. */
  private Taken taken;

  private int closedCasesLookedAt;

  Workload(
      Agency agency,
      People people,
      List<CaseFile> files,
      List<CaseFile> filesUnderReview,
      Deeds deeds) {
    this.agency = agency;
    this.people = people;
    this.files = files;
    this.filesUnderReview = filesUnderReview;
    this.deeds = deeds;
  }

  void begin() {
    // Enough to have something in flight at every kill; every fact about a client makes the judge
    // look at that client's accesses again, so a few clients with thousands would measure only
    // that.
    people.begin(Duration.ofMillis(150), turn -> readANote(fileOf(turn), turn % 2 == 0));
    people.begin(Duration.ofMillis(800), turn -> writeANote(fileOf(turn)));
    people.begin(Duration.ofMillis(2000), turn -> takeAPhoto(openFileOf(turn)));
    people.begin(Duration.ofMillis(1500), this::reviewAConcern);
  }

  private CaseFile fileOf(int turn) {
    return files.get(turn % files.size());
  }

  private CaseFile openFileOf(int turn) {
    List<CaseFile> open = files.stream().filter(file -> !file.closed()).toList();
    return open.get(turn % open.size());
  }

  private void readANote(CaseFile file, boolean toTheEnd) throws IOException, InterruptedException {
    Optional<String> access = openItem(file, "CASE_NOTE", file.noteId());
    if (access.isPresent() && toTheEnd) {
      fetch(file, access.get())
          .ifPresent(
              content -> {
                assertThat(new String(content, StandardCharsets.UTF_8)).contains(CaseFile.WORDS);
                deeds.succeeded("note fetched");
              });
    }
  }

  private void writeANote(CaseFile file) throws IOException, InterruptedException {
    Optional<JsonNode> note =
        people.attempt(
            file.kind("CaseNoteRecorded"),
            "maria",
            agency.url("CASE_NOTES", "/v1/cases/" + file.caseId() + "/notes"),
            Map.of("text", CaseFile.WORDS, "contactAt", Instant.now().toString()));
    if (note.isEmpty()) {
      return;
    }
    String noteId = note.get().get("noteId").asText();
    deeds.acknowledge(file.kind("CaseNoteRecorded"), Map.of("noteId", noteId));
    people
        .attempt(
            file.kind("CaseNoteAmended"),
            "maria",
            agency.url("CASE_NOTES", "/v1/notes/" + noteId + "/versions"),
            Map.of("text", CaseFile.WORDS + " Amended."))
        .ifPresent(
            version ->
                deeds.acknowledge(
                    file.kind("CaseNoteAmended"),
                    Map.of("noteId", noteId, "version", version.get("version").asText())));
  }

  /** The authority comes first, so that nobody has to ask about the photo. */
  private void takeAPhoto(CaseFile file) throws IOException, InterruptedException {
    Optional<JsonNode> authority =
        people.attempt(
            file.kind("MediaAuthorityRecorded"),
            "maria",
            agency.url("CASE_NOTES", "/v1/clients/" + file.clientId() + "/authorities"),
            CaseFile.OWN_CONSENT);
    if (authority.isEmpty()) {
      return;
    }
    deeds.acknowledge(
        file.kind("MediaAuthorityRecorded"),
        Map.of("authorityId", authority.get().get("authorityId").asText()));
    Optional<String> photo = upload(file);
    if (photo.isPresent()) {
      deeds.acknowledge(file.kind("MediaCaptured"), Map.of("mediaId", photo.get()));
      Optional<String> access = openItem(file, "MEDIA", photo.get());
      if (access.isPresent()) {
        fetch(file, access.get())
            .ifPresent(
                content -> {
                  assertThat(content).as("the photo's bytes").isEqualTo(Canaries.PHOTO);
                  deeds.succeeded("photo fetched");
                });
      }
    }
  }

  private Optional<String> upload(CaseFile file) throws IOException, InterruptedException {
    Multipart form =
        new Multipart()
            .field("kind", "PHOTO")
            .field("capturedAt", CaseFile.daysAgo(1))
            .field("subjects", file.clientId())
            .file(Canaries.FILE_NAME + ".png", "image/png", Canaries.PHOTO);
    Kind kind = file.kind("MediaCaptured");
    try {
      HttpResponse<byte[]> answer =
          agency.upload(
              "maria", agency.url("CASE_NOTES", "/v1/cases/" + file.caseId() + "/media"), form);
      return people.succeeded(kind, answer.statusCode(), text(answer))
          ? Optional.of(json.readTree(answer.body()).get("mediaId").asText())
          : Optional.empty();
    } catch (IOException died) {
      deeds.leaveOpen(kind);
      return Optional.empty();
    }
  }

  private Optional<String> openItem(CaseFile file, String itemKind, String id)
      throws IOException, InterruptedException {
    Optional<JsonNode> opened =
        people.attempt(
            file.kind("AccessObserved"),
            file.reader(),
            agency.url("ACCESS", "/v1/accesses"),
            CaseFile.toRead(itemKind, id));
    Optional<String> access = opened.map(answer -> answer.get("accessId").asText());
    access.ifPresent(
        accessId -> deeds.acknowledge(file.kind("AccessObserved"), Map.of("accessId", accessId)));
    return access;
  }

  /**
   * The content of an access. 409 {@code facts-changed} is honest: somebody recorded an authority
   * between opening and fetching, and the contract is that this is asked again, and on record.
   */
  private Optional<byte[]> fetch(CaseFile file, String accessId)
      throws IOException, InterruptedException {
    Kind withheld = file.kind("AccessRefused");
    try {
      HttpResponse<byte[]> answer =
          agency.fetch(
              file.reader(), agency.url("ACCESS", "/v1/accesses/" + accessId + "/content"));
      if (answer.statusCode() == 409 && text(answer).contains("facts-changed")) {
        deeds.acknowledge(withheld, Map.of("accessId", accessId));
        return Optional.empty();
      }
      return people.succeeded(withheld, answer.statusCode(), text(answer))
          ? Optional.of(answer.body())
          : Optional.empty();
    } catch (IOException died) {
      deeds.leaveOpen(withheld);
      return Optional.empty();
    }
  }

  /** Omar takes one of the open concerns, looks at it, comments, and now and then settles it. */
  private void reviewAConcern(int turn) throws IOException, InterruptedException {
    HttpResponse<String> list =
        agency.send("omar", "GET", agency.url("ALERTS", "/v1/concerns?status=open"), null);
    if (list.statusCode() != 200) {
      assertThat(list.statusCode()).as(list.body()).isEqualTo(503);
      deeds.failed();
      return;
    }
    JsonNode open = json.readTree(list.body()).get("concerns");
    deeds.acknowledge(
        Kind.aboutNoClient("ConcernsListed"),
        Map.of("envelope.actorId", Agency.OMAR, "concernCount", String.valueOf(open.size())));
    if (open.isEmpty()) {
      return;
    }
    String concern = open.get(turn % open.size()).get("concernId").asText();
    String url = agency.url("ALERTS", "/v1/concerns/" + concern);
    HttpResponse<String> detail = agency.send("omar", "GET", url, null);
    if (detail.statusCode() != 200) {
      assertThat(detail.statusCode()).as(detail.body()).isEqualTo(503);
      deeds.failed();
      return;
    }
    CaseFile file = aboutWhom(json.readTree(detail.body()).get("clientId").asText());
    deeds.acknowledge(file.kind("ConcernViewed"), Map.of("concernId", concern));
    people
        .attempt(
            file.kind("ConcernCommented"),
            "omar",
            url + "/comments",
            Map.of("text", Canaries.COMMENT + ": asked Colin."))
        .ifPresent(
            comment ->
                deeds.acknowledge(
                    file.kind("ConcernCommented"),
                    Map.of("concernId", concern, "commentId", comment.get("commentId").asText())));
    if (turn % TAKEN_EVERY == TAKEN_EVERY - 1) {
      takeForAMoment(file, concern);
    }
    // Nothing changes about a client whose case is closed, so access has nothing to ask again.
    if (file.closed() && closedCasesLookedAt++ % NAMED_EVERY == 0) {
      showTheName(file, concern, url + "/name");
    }
    if (turn % RESOLVED_EVERY == RESOLVED_EVERY - 1
        && resolve(file.kind("ConcernResolved"), concern, url + "/resolve")
        && turn % REOPENED_EVERY == REOPENED_EVERY - 1) {
      reopenedPerhaps.add(concern);
      people
          .attempt(
              file.kind("ConcernReopened"),
              "omar",
              url + "/reopen",
              Map.of("text", Canaries.COMMENT + ": asked again."))
          .ifPresent(
              reopened ->
                  deeds.acknowledge(file.kind("ConcernReopened"), Map.of("concernId", concern)));
    }
  }

  /** Concerns that Omar took up again after he had settled them, or tried to. */
  Set<String> reopenedPerhaps() {
    return reopenedPerhaps;
  }

  /**
   * Omar takes it and gives it back: what is in his hands is not among the open ones, and nobody
   * would work on it again.
   */
  private void takeForAMoment(CaseFile file, String concern) throws InterruptedException {
    if (taken == null && assign(file, concern, Agency.OMAR)) {
      taken = new Taken(file, concern);
    }
    if (taken != null && assign(taken.file(), taken.concern(), "")) {
      taken = null;
    }
  }

  private record Taken(CaseFile file, String concern) {}

  private boolean assign(CaseFile file, String concern, String assignee)
      throws InterruptedException {
    ObjectNode body = json.createObjectNode();
    body.put("assigneeId", assignee.isEmpty() ? null : assignee);
    return step(
        file.kind("ConcernAssigned"),
        concern,
        agency.url("ALERTS", "/v1/concerns/" + concern + "/assign"),
        body,
        Map.of("concernId", concern, "assigneeId", assignee));
  }

  /** It is an access. Told nothing, Omar may have opened the record all the same. */
  private void showTheName(CaseFile file, String concern, String url)
      throws IOException, InterruptedException {
    Optional<JsonNode> shown = people.attempt(file.kind("AccessObserved"), "omar", url, Map.of());
    if (shown.isPresent()) {
      assertThat(shown.get().get("givenName").asText()).isEqualTo(Canaries.GIVEN_NAME);
      deeds.acknowledge(
          file.kind("AccessObserved"),
          Map.of("accessId", shown.get().get("accessId").asText(), "purpose", "AUDIT"));
      deeds.acknowledge(
          file.kind("ConcernViewed"), Map.of("concernId", concern, "nameShown", "true"));
      deeds.succeeded("name shown");
    }
  }

  private boolean resolve(Kind kind, String concern, String url) throws InterruptedException {
    boolean done =
        step(
            kind,
            concern,
            url,
            Map.of("resolution", "TRAINING_NEED", "text", Canaries.COMMENT + ": talked it over."),
            Map.of("concernId", concern));
    if (!done) {
      settledPerhaps.add(concern);
    }
    return done;
  }

  /** 409 is honest where an attempt that nobody answered had settled the concern after all. */
  private boolean step(
      Kind kind, String concern, String url, Object body, Map<String, String> onRecord)
      throws InterruptedException {
    try {
      HttpResponse<String> answer = agency.send("omar", "POST", url, body);
      boolean settledBefore = answer.statusCode() == 409 && settledPerhaps.contains(concern);
      if (!settledBefore && people.succeeded(kind, answer.statusCode(), answer.body())) {
        deeds.acknowledge(kind, onRecord);
        return true;
      }
    } catch (IOException died) {
      deeds.leaveOpen(kind);
    }
    return false;
  }

  private CaseFile aboutWhom(String clientId) {
    return filesUnderReview.stream()
        .filter(file -> file.clientId().equals(clientId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("a concern about nobody we know"));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Waits until each kind of work went well once more than before. */
  void awaitAllAgain(Map<String, Integer> before, String killed) {
    Set<String> all = new TreeSet<>(ALL_KINDS_OF_WORK);
    all.addAll(RareWork.ALL_KINDS_OF_WORK);
    await(all, before, killed + " was killed these work again");
  }

  /** Waits until what comes seldom was done too, once in all. */
  void awaitWhatComesSeldom() {
    Set<String> seldom = new TreeSet<>(SELDOM);
    seldom.addAll(FactsAboutPeople.EVENT_TYPES);
    seldom.addAll(Scrutiny.EVENT_TYPES);
    await(seldom, Map.of(), "all went well again these were done");
  }

  private void await(Set<String> kinds, Map<String, Integer> before, String after) {
    long deadline = System.nanoTime() + AGAIN_WITHIN.toNanos();
    while (true) {
      people.requireHonestAnswers();
      Map<String, Integer> now = deeds.counts();
      Set<String> missing = new TreeSet<>(kinds);
      missing.removeIf(kind -> now.getOrDefault(kind, 0) > before.getOrDefault(kind, 0));
      if (missing.isEmpty()) {
        return;
      }
      assertThat(System.nanoTime())
          .as("within " + AGAIN_WITHIN + " after " + after + ": " + missing)
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
