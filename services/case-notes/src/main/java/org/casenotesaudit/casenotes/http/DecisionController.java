package org.casenotesaudit.casenotes.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.casenotesaudit.casenotes.deciding.ItemKind;
import org.casenotesaudit.casenotes.deciding.Reader;
import org.casenotesaudit.casenotes.deciding.WorkerId;
import org.casenotesaudit.casenotes.reading.GlassClaims;
import org.casenotesaudit.casenotes.reading.Grants;
import org.casenotesaudit.casenotes.reading.Wish;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Format;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Where access asks whether a worker may open a record. Nobody else may ask. */
@Controller("/v1/decisions")
@Secured(Roles.CONTENT_READER)
@ExecuteOn(TaskExecutors.BLOCKING)
class DecisionController {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /** As many as the directory lets one worker's file have, so that none is locked out by it. */
  private static final int VALUES_MAX = 400;

  private final Grants grants;
  private final Fields fields;

  DecisionController(Grants grants, Fields fields) {
    this.grants = grants;
    this.fields = fields;
  }

  /**
   * A record.
   *
   * @param kind what it is; MEDIA is any photo, video or audio recording
   * @param id of the note, recording, client or case
   */
  @Serdeable
  record Item(
      @Required @Codes(ItemKind.class) @Nullable String kind, @Required @Nullable String id) {}

  /**
   * An emergency that is stated now.
   *
   * @param reasonCode what kind of emergency it is
   */
  @Serdeable
  record BreakGlassClaim(@Required @Codes(BreakGlassReason.class) @Nullable String reasonCode) {}

  /**
   * An emergency that was stated earlier and is still valid.
   *
   * @param clientId for whose record
   * @param validUntil until when
   * @param dateOfBirthKnown whether the worker knew the client's date of birth; false if not sent
   */
  @Serdeable
  record StandingGlass(
      @Required @Nullable String clientId,
      @Required @Nullable String validUntil,
      @Nullable Boolean dateOfBirthKnown) {}

  /**
   * Whether a worker may open a record.
   *
   * @param workerId the worker
   * @param roles codes of roles that they hold now, at most 400
   * @param teamIds teams that they are in now, at most 400
   * @param superviseeIds workers whom they supervise now, at most 400
   * @param employment whether they are in post; UNKNOWN for whom the directory does not know
   * @param item the record
   * @param action what they want to do with it
   * @param purpose why
   * @param breakGlass an emergency that they state now
   * @param clientDateOfBirth what they stated with it; compared, never kept
   * @param standingGlasses emergencies that they stated earlier, at most 400
   */
  @Serdeable
  record Question(
      @Required @Format(Format.NONE) @Nullable String workerId,
      @Nullable List<String> roles,
      @Format(Format.NONE) @Nullable List<String> teamIds,
      @Format(Format.NONE) @Nullable List<String> superviseeIds,
      @Required
          @Codes(
              value = Employment.class,
              refused = {})
          @Nullable String employment,
      @Required @Nullable Item item,
      @Required @Codes(Action.class) @Nullable String action,
      @Required @Codes(Purpose.class) @Nullable String purpose,
      @Nullable BreakGlassClaim breakGlass,
      @Nullable String clientDateOfBirth,
      @Nullable List<StandingGlass> standingGlasses) {

    /** A date of birth stays out of logs even where somebody logs the record. */
    @Override
    public String toString() {
      return "Question[" + item + "]";
    }
  }

  /**
   * Decides whether a worker may open a record, and grants it if so.
   *
   * @return the answer
   */
  @Post
  @Status(HttpStatus.OK)
  DecisionAnswer decideAccess(@Body Question question) {
    return DecisionAnswer.of(grants.decide(wishOf(question)));
  }

  private Wish wishOf(Question question) {
    Item item = question.item() == null ? new Item(null, null) : question.item();
    BreakGlassClaim claim = question.breakGlass();
    if (claim != null) {
      fields.code("breakGlass.reasonCode", claim.reasonCode(), BreakGlassReason.class);
    }
    String employment = question.employment();
    String dateOfBirth = question.clientDateOfBirth();
    LocalDate born =
        dateOfBirth == null ? null : fields.dateOfBirth("clientDateOfBirth", dateOfBirth);
    return new Wish(
        new Reader(
            new WorkerId(code("workerId", question.workerId())),
            codes("roles", question.roles()),
            codes("teamIds", question.teamIds()),
            codes("superviseeIds", question.superviseeIds()).stream()
                .map(WorkerId::new)
                .collect(Collectors.toUnmodifiableSet()),
            "UNKNOWN".equals(employment)
                ? Employment.UNKNOWN
                : fields.code("employment", employment, Employment.class)),
        fields.code("item.kind", item.kind(), ItemKind.class),
        fields.id("item.id", item.id()),
        fields.code("action", question.action(), Action.class),
        fields.code("purpose", question.purpose(), Purpose.class),
        new GlassClaims(claim != null, born, standing(question.standingGlasses())));
  }

  private List<GlassClaims.Standing> standing(@Nullable List<StandingGlass> found) {
    String field = "standingGlasses";
    return limited(field, found == null ? List.of() : found).stream()
        .map(
            glass ->
                new GlassClaims.Standing(
                    fields.id(field + ".clientId", glass.clientId()),
                    fields.moment(field + ".validUntil", glass.validUntil()),
                    Boolean.TRUE.equals(glass.dateOfBirthKnown())))
        .toList();
  }

  private static Set<String> codes(String field, @Nullable List<String> found) {
    Set<String> codes = new HashSet<>();
    limited(field, found == null ? List.of() : found).forEach(each -> codes.add(code(field, each)));
    return codes;
  }

  private static <T> List<T> limited(String field, List<T> list) {
    if (list.size() > VALUES_MAX) {
      throw ProblemException.invalidField(field, list.size() + " values", "at most " + VALUES_MAX);
    }
    return list;
  }

  private static String code(String field, @Nullable String found) {
    if (found == null || !CODE.matcher(found).matches()) {
      throw ProblemException.invalidField(
          field, found == null ? "" : "an unreadable code", "a code of up to 64 characters");
    }
    return found;
  }
}
