package org.casenotesaudit.alerts.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ReviewStep;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.console.ConcernPages.Beside;
import org.casenotesaudit.alerts.http.ConcernJson;
import org.casenotesaudit.alerts.http.FilterText;
import org.casenotesaudit.alerts.neighbours.NeighbourCalls;
import org.casenotesaudit.alerts.neighbours.NeighbourUnavailableException;
import org.casenotesaudit.alerts.review.ConcernFile;
import org.casenotesaudit.alerts.review.NameDisclosure;
import org.casenotesaudit.alerts.review.ReasonDisclosure;
import org.casenotesaudit.alerts.review.ReviewDesk;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.IssuerUnavailableException;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** The page of one concern, and its forms. Each opening of the page is a recorded view. */
@Hidden
@Controller("/concerns/{concernId}")
@Secured({Roles.COMPLIANCE_OFFICER, Roles.PRIVACY_LEAD})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class ConcernPageController {

  private static final int CONFLICT = HttpStatus.CONFLICT.getCode();
  private static final String TOO_LONG = "The text is too long: at most 4,000 characters";

  private final ReviewDesk desk;
  private final NameDisclosure names;
  private final ReasonDisclosure reasons;
  private final NeighbourCalls neighbours;
  private final Pages pages;

  ConcernPageController(
      ReviewDesk desk,
      NameDisclosure names,
      ReasonDisclosure reasons,
      NeighbourCalls neighbours,
      Pages pages) {
    this.desk = desk;
    this.names = names;
    this.reasons = reasons;
    this.neighbours = neighbours;
    this.pages = pages;
  }

  @Get
  HttpResponse<?> open(Authentication who, String concernId, @QueryValue Optional<String> done) {
    return page(
        who,
        concernId,
        HttpStatus.OK,
        Beside.done(done.map(ConcernPageController::doneSentence).orElse(null)));
  }

  @Post("/assign")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> assign(Authentication who, String concernId, @Body Map<String, String> form) {
    FormToken.require(who, form);
    String to = form.getOrDefault("to", "");
    try {
      return switch (to) {
        case "me" -> {
          desk.assign(worker(who), id(concernId), worker(who));
          yield back(concernId, "assigned");
        }
        case "nobody" -> {
          desk.assign(worker(who), id(concernId), null);
          yield back(concernId, "released");
        }
        default -> throw ProblemException.invalidField("to", to, "me or nobody");
      };
    } catch (ProblemException problem) {
      return overtaken(who, concernId, problem, "");
    }
  }

  @Post("/comments")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> comment(Authentication who, String concernId, @Body Map<String, String> form) {
    FormToken.require(who, form);
    String words = form.getOrDefault("comment", "");
    try {
      desk.comment(worker(who), id(concernId), words);
      return back(concernId, "commented");
    } catch (ProblemException problem) {
      return mistake(
          who,
          concernId,
          problem,
          "comment",
          words.isBlank() ? "Enter a comment" : "The comment is too long: at most 4,000 characters",
          Beside.written("", "", words));
    }
  }

  @Post("/resolve")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> resolve(Authentication who, String concernId, @Body Map<String, String> form) {
    FormToken.require(who, form);
    String resolution = form.getOrDefault("resolution", "");
    String text = form.getOrDefault("text", "");
    Beside written = Beside.written(resolution, text, "");
    try {
      desk.resolve(
          worker(who),
          id(concernId),
          new ReviewStep.Resolve(FilterText.resolution(resolution), text));
      return back(concernId, "resolved");
    } catch (ProblemException problem) {
      if (problem.problem().status() == CONFLICT) {
        return overtaken(who, concernId, problem, text);
      }
      return problem.problem().code().equals("invalid-text")
          ? mistake(
              who,
              concernId,
              problem,
              "text",
              text.isBlank() ? "Enter what you found: this resolution needs it" : TOO_LONG,
              written)
          : mistake(who, concernId, problem, "resolution", "Select a resolution", written);
    }
  }

  @Post("/reopen")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> reopen(Authentication who, String concernId, @Body Map<String, String> form) {
    FormToken.require(who, form);
    String text = form.getOrDefault("text", "");
    try {
      desk.reopen(worker(who), id(concernId), new ReviewStep.Reopen(text));
      return back(concernId, "reopened");
    } catch (ProblemException problem) {
      return problem.problem().status() == CONFLICT
          ? overtaken(who, concernId, problem, text)
          : mistake(
              who,
              concernId,
              problem,
              "reopen-text",
              text.isBlank() ? "Enter why you open the concern again" : TOO_LONG,
              Beside.written("", text, ""));
    }
  }

  /** The name stands in this one answer only; a reload asks again, and is another access. */
  @Post("/name")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> name(Authentication who, String concernId, @Body Map<String, String> form) {
    FormToken.require(who, form);
    NameDisclosure.Shown shown = names.show(worker(who), id(concernId));
    return pages.page("concern", ConcernPages.of(who, shown.file(), Beside.named(shown.name())));
  }

  /** As with the name: the words stand in this one answer only. */
  @Post("/break-glass-reasons")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> reasons(Authentication who, String concernId, @Body Map<String, String> form) {
    FormToken.require(who, form);
    ReasonDisclosure.Shown shown = reasons.show(worker(who), id(concernId));
    return pages.page(
        "concern", ConcernPages.of(who, shown.file(), Beside.stated(shown.reasons())));
  }

  /**
   * Asked by a click only: each answer is a read that audit-trail records in the officer's name.
   * The concern's page loads it in place; whoever comes by the address gets a page.
   */
  @Get("/proof/{eventId}")
  HttpResponse<?> proof(
      HttpRequest<?> request, Authentication who, String concernId, String eventId) {
    ConcernId id = id(concernId);
    desk.requireEventOf(worker(who), id, eventId);
    Proof proof = proof(who, eventId);
    return (Htmx.asks(request)
            ? pages.page("proof", proof)
            : pages.page("proof-page", ProofPage.of(who, id, proof)))
        .header(HttpHeaders.VARY, Htmx.REQUEST);
  }

  private Proof proof(Authentication who, String eventId) {
    try {
      OptionalLong index = neighbours.ledgerIndex(eventId, worker(who));
      return index.isPresent()
          ? new Proof("In the ledger at index " + index.getAsLong(), true)
          : new Proof("Not in the ledger yet", false);
    } catch (NeighbourUnavailableException | IssuerUnavailableException away) {
      return new Proof("The ledger cannot be asked right now", false);
    }
  }

  private HttpResponse<?> page(
      Authentication who, String concernId, HttpStatus status, Beside beside) {
    return pages.page(
        status, "concern", ConcernPages.of(who, desk.open(worker(who), id(concernId)), beside));
  }

  /** A mistake in a form shows beside the form; any other problem is a page of its own. */
  private HttpResponse<?> mistake(
      Authentication who,
      String concernId,
      ProblemException problem,
      String field,
      String sentence,
      Beside written) {
    if (problem.problem().status() != HttpStatus.BAD_REQUEST.getCode()) {
      throw problem;
    }
    return page(
        who,
        concernId,
        HttpStatus.BAD_REQUEST,
        written.with(new ConcernPage.Error(field, sentence)));
  }

  /**
   * Somebody, or the stream, was faster: what the step was for is settled in another way. The page
   * says how the concern stands, and keeps what was written where it can still be used.
   */
  private HttpResponse<?> overtaken(
      Authentication who, String concernId, ProblemException problem, String text) {
    if (problem.problem().status() != CONFLICT
        || !problem.problem().code().startsWith("concern-")) {
      throw problem;
    }
    ConcernFile file = desk.open(worker(who), id(concernId));
    String stands = ConcernPages.stands(file, worker(who)) + " Nothing was changed.";
    ConcernPage.Error error =
        text.isBlank()
            ? new ConcernPage.Error("timeline", stands)
            : new ConcernPage.Error(
                "comments", stands + " What you wrote is kept below: you can add it as a comment.");
    return pages.page(
        HttpStatus.CONFLICT,
        "concern",
        ConcernPages.of(who, file, Beside.written("", "", text).with(error)));
  }

  private static HttpResponse<?> back(String concernId, String done) {
    return HttpResponse.seeOther(URI.create("/concerns/" + id(concernId) + "?done=" + done));
  }

  /** From a closed list: nothing from the URL reaches the page. */
  private static @Nullable String doneSentence(String done) {
    return switch (done) {
      case "assigned" -> "The concern is assigned to you.";
      case "released" -> "The concern is assigned to nobody.";
      case "commented" -> "Your comment was added.";
      case "resolved" -> "The concern is resolved, and that you did it is on record.";
      case "reopened" -> "The concern is open again, and assigned to nobody.";
      default -> null;
    };
  }

  private static ConcernId id(String concernId) {
    return ConcernJson.concernId(concernId);
  }

  private static WorkerId worker(Authentication who) {
    return new WorkerId(who.getName());
  }
}
