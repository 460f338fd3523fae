package org.casenotesaudit.casenotes.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
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

  @Serdeable
  record NewAuthority(
      @Nullable String authorityKind,
      @Nullable Boolean refused,
      @Nullable List<String> mediaKinds,
      @Nullable List<String> uses,
      @Nullable List<String> purposes,
      @Nullable List<String> mediaIds,
      @Nullable List<String> audienceTeamIds,
      @Nullable String validFrom,
      @Nullable String validUntil,
      @Nullable String giver,
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

  @Post("/clients/{clientId}/authorities")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Authority> record(
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

  @Serdeable
  record Withdrawal(@Nullable String withdrawnBy, @Nullable String withdrawnAt) {}

  @Post("/authorities/{authorityId}/withdraw")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Authority> withdraw(
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
