package org.casenotesaudit.access.opening;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.AccessSettings;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.serviceframe.security.ServiceTokens;
import org.casenotesaudit.serviceframe.tracing.RequestTrace;
import org.jspecify.annotations.Nullable;

/**
 * The edge to case-notes, which holds the records and the facts that decide. Called with this
 * service's own token; the worker is named in the question.
 */
@Singleton
public class CaseNotes {

  private static final String AUDIENCE = "case-notes";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final AccessSettings settings;
  private final ServiceTokens tokens;
  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  CaseNotes(AccessSettings settings, ServiceTokens tokens, ObjectMapper json) {
    this.settings = settings;
    this.tokens = tokens;
    this.json = json;
  }

  /**
   * Whether this worker may open this record now.
   *
   * @param standing the worker's emergencies that still hold, whomever they are about
   * @throws CaseNotesUnavailableException if there is no answer, or none as agreed
   */
  Decision decide(OpenRecord wish, WorkerFacts facts, List<StandingGlass> standing) {
    Emergency emergency = wish.emergency();
    var question =
        new DecisionMessages.Question(
            wish.worker().toString(),
            // A worker unknown to the directory has only the issuer's word for their roles.
            facts.getDirectoryVersion() == 0
                ? wish.tokenRoles().stream().sorted().toList()
                : facts.getRoles(),
            facts.getTeamIds(),
            facts.getSuperviseeIds(),
            facts.getEmployment().name(),
            new DecisionMessages.ItemMessage(
                wish.item().kind().name(), wish.item().id().toString()),
            wish.action().name(),
            wish.purpose().name(),
            emergency == null ? null : new DecisionMessages.GlassMessage(emergency.code().name()),
            emergency == null ? null : emergency.clientDateOfBirth(),
            standing.isEmpty()
                ? null
                : standing.stream().map(DecisionMessages.StandingMessage::of).toList());
    HttpResponse<byte[]> answer =
        send(
            request("/v1/decisions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytesOf(question))),
            BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new CaseNotesUnavailableException("status " + answer.statusCode() + " to a decision");
    }
    try {
      return json.readValue(answer.body(), DecisionMessages.Answer.class).decision(wish.item());
    } catch (IOException unreadable) {
      throw new CaseNotesUnavailableException("a decision that cannot be read", unreadable);
    }
  }

  /** Redeems a grant that gives JSON. The caller looks at the status. */
  HttpResponse<byte[]> content(UUID grantId) {
    return send(
        request("/v1/grants/" + grantId + "/content").POST(HttpRequest.BodyPublishers.noBody()),
        BodyHandlers.ofByteArray());
  }

  /** Asks for media bytes; the caller closes the body. */
  HttpResponse<InputStream> media(UUID grantId, @Nullable String range) {
    HttpRequest.Builder request = request("/v1/grants/" + grantId + "/media").GET();
    if (range != null) {
      request.header("Range", range);
    }
    return send(request, BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(settings.caseNotesUrl() + path))
        .timeout(settings.caseNotesTimeout())
        .header("Authorization", tokens.bearerFor(AUDIENCE));
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
    try {
      return http.send(RequestTrace.passOn(request).build(), body);
    } catch (IOException failure) {
      throw new CaseNotesUnavailableException("no answer", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CaseNotesUnavailableException("interrupted", interrupted);
    }
  }

  private byte[] bytesOf(DecisionMessages.Question question) {
    try {
      return json.writeValueAsBytes(question);
    } catch (IOException impossible) {
      throw new IllegalStateException("a question made of strings can be written", impossible);
    }
  }
}
