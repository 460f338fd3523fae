package org.casenotesaudit.access.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import ca.uhn.fhir.storage.interceptor.balp.BalpAuditCaptureInterceptor;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditContextServices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/**
 * Another system: HAPI's own FHIR server over HTTP, whose own BALP interceptor reports what is done
 * on it. Nothing of a report is written here but who the user is, which HAPI leaves to each server.
 *
 * <p>It holds patients p-1 and p-2, documents d-1 and d-2 about one of them each, d-both about p-1
 * and written by p-2, and the organisation o-1.
 */
public final class BalpServer implements AutoCloseable {

  public static final String BASE = "https://records.example/fhir";
  public static final String USERS = "urn:example:staff";
  public static final String USER = "s-17";

  private static final String USER_HEADER = "X-User";
  private static final FhirContext R4 = FhirContext.forR4();

  private final HashMapResourceProvider<Patient> patients =
      new HashMapResourceProvider<>(R4, Patient.class);
  private final HashMapResourceProvider<DocumentReference> documents =
      new HashMapResourceProvider<>(R4, DocumentReference.class);
  private final HashMapResourceProvider<Organization> organizations =
      new HashMapResourceProvider<>(R4, Organization.class);
  private final List<String> reports = new CopyOnWriteArrayList<>();
  private final Server jetty = new Server(new InetSocketAddress("127.0.0.1", 0));
  private final HttpClient http = HttpClient.newHttpClient();

  private BalpServer() {}

  public static BalpServer start() {
    var server = new BalpServer();
    var fhir = new RestfulServer(R4);
    fhir.setServerAddressStrategy(new HardcodedServerAddressStrategy(BASE));
    fhir.setResourceProviders(server.patients, server.documents, server.organizations);
    fhir.registerInterceptor(
        new BalpAuditCaptureInterceptor(
            event -> server.reports.add(R4.newJsonParser().encodeResourceToString(event)),
            new Users()));
    var context = new ServletContextHandler();
    context.addServlet(new ServletHolder(fhir), "/fhir/*");
    server.jetty.setHandler(context);
    try {
      server.jetty.start();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    return server;
  }

  /** Who asks: the user named in a header, or, without one, somebody known by display only. */
  private static final class Users implements IBalpAuditContextServices {

    @Override
    public Reference getAgentClientWho(RequestDetails request) {
      var client = new Reference().setDisplay("Canary Desktop");
      client.getIdentifier().setSystem("urn:example:clients").setValue("desktop");
      return client;
    }

    @Override
    public Reference getAgentUserWho(RequestDetails request) {
      var user = new Reference().setDisplay("Canary Worker");
      String name = request.getHeader(USER_HEADER);
      if (name != null) {
        user.getIdentifier().setSystem(USERS).setValue(name);
      }
      return user;
    }
  }

  /** The AuditEvents, as JSON, that one request of the known user makes the interceptor send. */
  public List<String> reportsOf(String request) {
    return reportsOf(request, true);
  }

  /** Those of a request by somebody whom the server cannot name. */
  public List<String> reportsOfNobodyKnown(String request) {
    return reportsOf(request, false);
  }

  /**
   * @param request method and path, for instance {@code GET Patient/p-1}; a body is added where one
   *     is due
   */
  private synchronized List<String> reportsOf(String request, boolean named) {
    fill();
    reports.clear();
    String[] methodAndPath = request.split(" ", 2);
    HttpRequest.Builder sent =
        HttpRequest.newBuilder(jetty.getURI().resolve("/fhir/" + methodAndPath[1]))
            .header("Content-Type", "application/fhir+json")
            .method(methodAndPath[0], body(methodAndPath[0], methodAndPath[1]));
    if (named) {
      sent.header(USER_HEADER, USER);
    }
    try {
      HttpResponse<String> answer = http.send(sent.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return List.copyOf(new ArrayList<>(reports));
  }

  private static HttpRequest.BodyPublisher body(String method, String path) {
    if (!method.equals("POST") && !method.equals("PUT")) {
      return HttpRequest.BodyPublishers.noBody();
    }
    String[] typeAndId = path.split("/");
    var resource =
        typeAndId[0].equals("Organization")
            ? new Organization().setName("Canary House")
            : document(path.contains("both"));
    if (typeAndId.length > 1) {
      resource.setId(typeAndId[1]);
    }
    return HttpRequest.BodyPublishers.ofString(R4.newJsonParser().encodeResourceToString(resource));
  }

  /** What the server holds, put there past its interceptors. */
  private void fill() {
    patients.clear();
    documents.clear();
    organizations.clear();
    for (String id : List.of("p-1", "p-2")) {
      var patient = new Patient();
      patient.addName().setFamily("Canary");
      patient.setId(id);
      patients.store(patient);
    }
    var second = document(false).setSubject(new Reference("Patient/p-2"));
    second.setId("d-2");
    documents.store(second);
    for (String id : List.of("d-1", "d-both")) {
      var document = document(id.equals("d-both"));
      document.setId(id);
      documents.store(document);
    }
    var organization = new Organization().setName("Canary House");
    organization.setId("o-1");
    organizations.store(organization);
  }

  private static DocumentReference document(boolean writtenByThePatientBeside) {
    var document =
        new DocumentReference()
            .setDescription("Canary note")
            .setSubject(new Reference("Patient/p-1"));
    return writtenByThePatientBeside ? document.addAuthor(new Reference("Patient/p-2")) : document;
  }

  @Override
  public void close() {
    try {
      jetty.stop();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
