package org.casenotesaudit.casenotes.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.changes.AuthorityEvidence;
import org.casenotesaudit.casenotes.changes.AuthorityWork;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.MediaUse;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.WithdrawnBy;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Authorities for media: recorded, refused, withdrawn. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class AuthorityController {

  private static final int WORDS_CHARACTERS_MAX = 4_000;

  private final AuthorityWork authorities;
  private final Fields fields;
  private final Idempotency idempotency;

  AuthorityController(AuthorityWork authorities, Fields fields, Idempotency idempotency) {
    this.authorities = authorities;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  /**
   * What allows media of a client to be made and used, or its refusal.
   *
   * @param authorityKind what kind of authority it is
   * @param refused whether it was refused; false if not sent
   * @param mediaKinds the media that it covers, 1 to 100
   * @param uses what may be done with them, 1 to 100
   * @param purposes for which; every purpose if not sent
   * @param mediaIds the recordings that it covers; all of these kinds if not sent
   * @param audienceTeamIds who may see them; the agency if not sent
   * @param validFrom since when; now if not sent
   * @param validUntil until when; open if not sent
   * @param giver who gave or refused it, at most 4,000 characters, as all that follows; needed for
   *     OWN_CONSENT, CONSENT_FOR_CHILD and ATTORNEY_OR_DEPUTY
   * @param evidence a reference to the decision, order, duty or power; needed for
   *     ATTORNEY_OR_DEPUTY, BEST_INTERESTS, COURT_ORDER, STATUTORY_DUTY and LEGAL_HOLD
   * @param capacityFinding what was found about the giver's capacity, by whom and when
   * @param childWishes what the child wants
   * @param dissent who disagreed
   * @param informationVersion of what the giver was told
   * @param informationLanguage in which they were told
   */
  @Serdeable
  record NewAuthority(
      @Required @Codes(AuthorityKind.class) @Nullable String authorityKind,
      @Nullable Boolean refused,
      @Required @Codes(MediaKind.class) @Nullable List<String> mediaKinds,
      @Required @Codes(MediaUse.class) @Nullable List<String> uses,
      @Codes(Purpose.class) @Nullable List<String> purposes,
      @Nullable List<String> mediaIds,
      @Nullable List<String> audienceTeamIds,
      @Nullable String validFrom,
      @Nullable String validUntil,
      @Example("the client") @Nullable String giver,
      @Nullable String evidence,
      @Nullable String capacityFinding,
      @Nullable String childWishes,
      @Nullable String dissent,
      @Nullable String informationVersion,
      @Nullable String informationLanguage) {

    /** People's words stay out of logs even where somebody logs the record. */
    @Override
    public String toString() {
      return "NewAuthority[sealed]";
    }
  }

  /**
   * Records an authority for media, or its refusal.
   *
   * @param clientId the client who is seen or heard
   * @return the authority, as an id
   */
  @Post("/clients/{clientId}/authorities")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or it is not open to you.")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Authority> recordAuthority(
      HttpRequest<?> request,
      Authentication authentication,
      String clientId,
      @Body NewAuthority body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("clientId", clientId);
    AuthorityWork.NewAuthority wanted = wanted(body);
    return idempotency.once(
        request,
        caller,
        body,
        Created.Authority.class,
        () ->
            HttpResponse.created(
                new Created.Authority(authorities.record(caller, id, wanted).toString())));
  }

  /**
   * That an authority no longer holds.
   *
   * @param withdrawnBy who withdrew it
   * @param withdrawnAt when, not in the future and not before it was given; now if not sent
   */
  @Serdeable
  record Withdrawal(
      @Required @Codes(WithdrawnBy.class) @Nullable String withdrawnBy,
      @Nullable String withdrawnAt) {}

  /**
   * Withdraws an authority for media.
   *
   * @param authorityId the authority
   * @return the authority
   */
  @Post("/authorities/{authorityId}/withdraw")
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such authority, or it is not open to you.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "authority-withdrawn",
      when = "The authority was withdrawn before.")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Authority> withdrawAuthority(
      HttpRequest<?> request,
      Authentication authentication,
      String authorityId,
      @Body Withdrawal body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("authorityId", authorityId);
    WithdrawnBy by = fields.code("withdrawnBy", body.withdrawnBy(), WithdrawnBy.class);
    Instant at = fields.past("withdrawnAt", body.withdrawnAt());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Authority.class,
        () -> {
          authorities.withdraw(caller, id, by, at);
          return HttpResponse.ok(new Created.Authority(authorityId));
        });
  }

  private AuthorityWork.NewAuthority wanted(NewAuthority body) {
    AuthorityKind kind = fields.code("authorityKind", body.authorityKind(), AuthorityKind.class);
    requireWhatItRestsOn(kind, body);
    return new AuthorityWork.NewAuthority(
        kind,
        Boolean.TRUE.equals(body.refused()),
        new AuthorityWork.Scope(
            atLeastOne(
                "mediaKinds", fields.codes("mediaKinds", body.mediaKinds(), MediaKind.class)),
            atLeastOne("uses", fields.codes("uses", body.uses(), MediaUse.class)),
            fields.codes("purposes", body.purposes(), Purpose.class),
            fields.ids("mediaIds", body.mediaIds()),
            fields.ids("audienceTeamIds", body.audienceTeamIds())),
        fields.period(body.validFrom(), body.validUntil()),
        new AuthorityEvidence(
            words("giver", body.giver()),
            words("evidence", body.evidence()),
            words("capacityFinding", body.capacityFinding()),
            words("childWishes", body.childWishes()),
            words("dissent", body.dissent()),
            words("informationVersion", body.informationVersion()),
            words("informationLanguage", body.informationLanguage())));
  }

  /** An authority without its giver, or without a sign of the giver's power, is a claim. */
  private static void requireWhatItRestsOn(AuthorityKind kind, NewAuthority body) {
    switch (kind) {
      case OWN_CONSENT, CONSENT_FOR_CHILD -> requireGiver(kind, body);
      case ATTORNEY_OR_DEPUTY -> {
        requireGiver(kind, body);
        requireEvidence(kind, body);
      }
      case BEST_INTERESTS, COURT_ORDER, STATUTORY_DUTY, LEGAL_HOLD -> requireEvidence(kind, body);
      // Recorded by whoever acted, often before anything else can be.
      case EMERGENCY, UNKNOWN -> {}
    }
  }

  private static void requireGiver(AuthorityKind kind, NewAuthority body) {
    if (body.giver() == null) {
      throw ProblemException.invalidField("giver", "", "who gave or refused it, for " + kind);
    }
  }

  private static void requireEvidence(AuthorityKind kind, NewAuthority body) {
    if (body.evidence() == null) {
      throw ProblemException.invalidField(
          "evidence", "", "a reference to the decision, order, duty or power, for " + kind);
    }
  }

  private @Nullable String words(String field, @Nullable String found) {
    return found == null ? null : fields.text(field, found, WORDS_CHARACTERS_MAX);
  }

  private static <T> List<T> atLeastOne(String field, List<T> found) {
    if (found.isEmpty()) {
      throw ProblemException.invalidField(field, "[]", "one or more");
    }
    return found;
  }
}
