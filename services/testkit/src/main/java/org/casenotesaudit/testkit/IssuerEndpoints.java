package org.casenotesaudit.testkit;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer says over HTTP: discovery, keys, a sign-in page, tokens. The page takes what
 * mock-oauth2-server's takes (fields username and claims), so that a test of a sign-in fits both.
 */
final class IssuerEndpoints implements AutoCloseable {

  private record Client(List<String> audiences, List<String> roles) {}

  /** The services of the one-machine default and what each may. */
  private static final Map<String, Client> SERVICES =
      Map.of(
          "access", new Client(List.of("case-notes"), List.of("content-reader")),
          "alerts",
              new Client(
                  List.of("access", "confidentiality", "audit-trail"), List.of("service-alerts")),
          "intake-demo", new Client(List.of("access"), List.of("intake")));

  private static final long LIFE_SECONDS = 1_800;

  /** Signs a token for a subject and audiences with further claims. */
  interface Signer {
    String sign(String subject, List<String> audiences, Map<String, Object> claims);
  }

  /** Somebody who signed in and whose code was not yet redeemed. */
  private record SignIn(String username, Map<String, Object> claims, Map<String, String> request) {}

  private final HttpServer server;
  private final String name;
  private final Signer signer;
  private final Map<String, SignIn> codes = new ConcurrentHashMap<>();

  private IssuerEndpoints(HttpServer server, String name, Signer signer) {
    this.server = server;
    this.name = name;
    this.signer = signer;
  }

  static IssuerEndpoints open(String name, JWK publicKey, Signer signer) {
    try {
      InetAddress loopback = InetAddress.getByName("127.0.0.1");
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      IssuerEndpoints endpoints = new IssuerEndpoints(server, name, signer);
      String keys = new JWKSet(publicKey).toString();
      server.createContext("/" + name + "/jwks", exchange -> json(exchange, 200, keys));
      server.createContext(
          "/" + name + "/.well-known/openid-configuration",
          exchange -> json(exchange, 200, endpoints.discovery()));
      server.createContext("/" + name + "/authorize", endpoints::authorize);
      server.createContext("/" + name + "/token", endpoints::token);
      server.createContext("/" + name + "/endsession", endpoints::endSession);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return endpoints;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String discovery() {
    Map<String, Object> document = new HashMap<>();
    document.put("issuer", issuer());
    document.put("jwks_uri", issuer() + "/jwks");
    document.put("authorization_endpoint", issuer() + "/authorize");
    document.put("token_endpoint", issuer() + "/token");
    document.put("end_session_endpoint", issuer() + "/endsession");
    document.put("response_types_supported", List.of("code"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    return JSONObjectUtils.toJSONString(document);
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> request = parameters(exchange.getRequestURI().getRawQuery());
    if (!exchange.getRequestMethod().equals("POST")) {
      send(
          exchange,
          200,
          "text/html",
          "<form method=\"post\"><input name=\"username\"><textarea name=\"claims\"></textarea>"
              + "<button>Sign in</button></form>");
      return;
    }
    Map<String, String> form = parameters(body(exchange));
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new SignIn(form.getOrDefault("username", "nobody"), claims(form.get("claims")), request));
    String redirect = request.getOrDefault("redirect_uri", "/");
    String state = URLEncoder.encode(request.getOrDefault("state", ""), StandardCharsets.UTF_8);
    redirect(
        exchange,
        redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code + "&state=" + state);
  }

  private void endSession(HttpExchange exchange) throws IOException {
    Map<String, String> request = parameters(exchange.getRequestURI().getRawQuery());
    redirect(exchange, request.getOrDefault("post_logout_redirect_uri", "/"));
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = parameters(body(exchange));
    String clientId = clientIdOf(exchange, form);
    switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" -> tokens(exchange, serviceToken(clientId), null);
      case "authorization_code" -> redeem(exchange, clientId, form);
      default -> json(exchange, 400, "{\"error\":\"unsupported_grant_type\"}");
    }
  }

  private String serviceToken(String clientId) {
    Client client = SERVICES.getOrDefault(clientId, new Client(List.of(clientId), List.of()));
    return signer.sign(clientId, client.audiences(), Map.of("roles", client.roles()));
  }

  private void redeem(HttpExchange exchange, String clientId, Map<String, String> form)
      throws IOException {
    SignIn signIn = codes.remove(form.getOrDefault("code", ""));
    if (signIn == null || !isProofOf(signIn.request(), form.get("code_verifier"))) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    Map<String, Object> claims = new HashMap<>(signIn.claims());
    String nonce = signIn.request().get("nonce");
    if (nonce != null) {
      claims.put("nonce", nonce);
    }
    List<String> audience = List.of(clientId);
    String subject = String.valueOf(claims.getOrDefault("sub", signIn.username()));
    tokens(
        exchange, signer.sign(subject, audience, claims), signer.sign(subject, audience, claims));
  }

  /** A sign-in without a challenge is proven by nothing: PKCE is not left to the client. */
  private static boolean isProofOf(Map<String, String> request, @Nullable String verifier) {
    String challenge = request.get("code_challenge");
    if (challenge == null || verifier == null) {
      return false;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).equals(challenge);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String clientIdOf(HttpExchange exchange, Map<String, String> form) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null && authorization.startsWith("Basic ")) {
      byte[] pair = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
      String id = new String(pair, StandardCharsets.UTF_8).split(":", 2)[0];
      return URLDecoder.decode(id, StandardCharsets.UTF_8);
    }
    return form.getOrDefault("client_id", "nobody");
  }

  private static Map<String, Object> claims(@Nullable String typed) throws IOException {
    if (typed == null || typed.isBlank()) {
      return Map.of();
    }
    try {
      return JSONObjectUtils.parse(typed);
    } catch (ParseException e) {
      throw new IOException("claims: malformed (expected: a JSON object)", e);
    }
  }

  private static Map<String, String> parameters(@Nullable String encoded) {
    Map<String, String> parameters = new HashMap<>();
    if (encoded != null && !encoded.isEmpty()) {
      for (String pair : encoded.split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static void tokens(HttpExchange exchange, String accessToken, @Nullable String idToken)
      throws IOException {
    Map<String, Object> answer = new HashMap<>();
    answer.put("access_token", accessToken);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", LIFE_SECONDS);
    if (idToken != null) {
      answer.put("id_token", idToken);
    }
    json(exchange, 200, JSONObjectUtils.toJSONString(answer));
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, "application/json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
