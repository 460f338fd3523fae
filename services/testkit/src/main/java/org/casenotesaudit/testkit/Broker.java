package org.casenotesaudit.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.casenotesaudit.messaging.provision.Provision;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker, with its controller, inside this JVM: the same code as in production, one
 * replica of everything.
 */
public final class Broker implements AutoCloseable {

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private final int wiredPort = Ports.free();
  private final CuttableProxy wire = CuttableProxy.to(wiredPort);
  private @Nullable KafkaRaftServer server;

  private static final class Shared {
    private static final Broker INSTANCE = provisioned();

    private static Broker provisioned() {
      // The registry is a process of its own: both start at once.
      Thread.ofPlatform().daemon().name("registry-start").start(Registry::running);
      Broker broker = start();
      Provision.run(broker.bootstrapServers(), Registry.running().url(), 1);
      return broker;
    }
  }

  private Broker(Path folder, int port, int controllerPort) {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /**
   * The broker that all tests of this JVM share, with the topics of the catalogue, whose schemas
   * are registered with {@link Registry#running()}. Started on first use.
   */
  public static Broker running() {
    return Shared.INSTANCE;
  }

  /** A broker of one's own, empty: to stop and start it, or to fill it with bad things. */
  public static Broker start() {
    Broker broker = new Broker(TemporaryFolder.create("broker"), Ports.free(), Ports.free());
    broker.startAgain();
    AtExit.run(broker::stop);
    return broker;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /**
   * The same broker over {@link #wire()}: it tells clients that come this way to stay on it. For an
   * app whose Kafka a test takes away, while the test itself keeps the direct way.
   */
  public String wiredBootstrapServers() {
    return "127.0.0.1:" + wire.port();
  }

  /** Whoever cuts it mends it: tests of one JVM may share the broker. */
  public CuttableProxy wire() {
    return wire;
  }

  /** A client to ask and change the cluster with. The caller closes it. */
  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  /** Starts the broker after {@link #stop()}, on the same port with the same records. */
  public synchronized void startAgain() {
    if (server != null) {
      return;
    }
    try {
      formatOnce();
      KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
      started.startup();
      server = started;
      awaitAnswer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the broker; its records stay. */
  public synchronized void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void awaitAnswer() {
    try (Admin admin = admin()) {
      admin.describeCluster().nodes().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("broker: no answer in 60 s (expected: one)", e);
    }
  }

  private void formatOnce() throws IOException {
    if (Files.exists(folder.resolve("log/meta.properties"))) {
      return;
    }
    Path file = folder.resolve("broker.properties");
    try (var out = Files.newOutputStream(file)) {
      settings().store(out, null);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        StorageTool.execute(
            new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (exit != 0) {
      throw new IllegalStateException(
          "format: " + exit + " (expected: 0) " + said.toString(StandardCharsets.UTF_8));
    }
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "inter.broker.listener.name", "PLAINTEXT",
            "listeners",
                "PLAINTEXT://127.0.0.1:%d,WIRED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(port, wiredPort, controllerPort),
            "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,WIRED://127.0.0.1:%d".formatted(port, wire.port()),
            "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,WIRED:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs", folder.resolve("log").toString(),
            "auto.create.topics.enable", "false"));
    // One broker can hold one replica; few partitions of the internal topics start faster.
    settings.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "group.initial.rebalance.delay.ms", "0",
            "controlled.shutdown.enable", "false"));
    return settings;
  }
}
