package org.casenotesaudit.journeys;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.DockerClientFactory;

/**
 * Every part a container: {@code deploy/compose/up}. What ends unasked is started again by Docker,
 * without a hand. Needs a Docker engine on this machine and the rights of root; without them it
 * fails.
 */
final class Containers implements Agency.Machinery {

  static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");

  static final List<String> ALL =
      List.of(
          "access",
          "case-notes",
          "confidentiality",
          "audit-trail",
          "alerts",
          "kafka-1",
          "kafka-2",
          "kafka-3",
          "registry",
          "postgres",
          "oidc");

  private static final Duration HEALTHY_WITHIN = Duration.ofMinutes(2);
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);
  private static final Duration FREEZES_WITHIN = Duration.ofSeconds(30);
  private static final Duration FREEZES_AGAIN_AFTER = Duration.ofMillis(200);

  private final String project;
  private final DockerClient docker = DockerClientFactory.instance().client();

  /**
   * @param project name of the agency, and of its compose project
   */
  Containers(String project) {
    this.project = project;
  }

  @Override
  public List<String> up() {
    return List.of("compose/up");
  }

  @Override
  public List<String> down() {
    return List.of("compose/down");
  }

  /** Not by Docker, which would take it for somebody's wish and not start it again. */
  @Override
  public void kill(Agency agency, String part) throws IOException, InterruptedException {
    kill(part);
  }

  void kill(String... parts) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("kill", "-9"));
    for (String part : parts) {
      line.add(String.valueOf(pid(part)));
    }
    run(line);
  }

  @Override
  public String log(Agency agency, String part) throws IOException, InterruptedException {
    return run(List.of("docker", "logs", id(part)));
  }

  /** Its volume, where Docker keeps it on this machine. */
  @Override
  public Path data(Agency agency, String part) {
    return docker.inspectContainerCmd(id(part)).exec().getMounts().stream()
        .filter(mount -> mount.getDestination().getPath().equals("/data"))
        .map(mount -> Path.of(mount.getSource()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(part + " has no volume at /data"));
  }

  /** Inside, on the containers' network: it has no port outside. */
  @Override
  public String database(Agency agency) {
    return address("postgres") + ":5432";
  }

  /** Lets parts stand still, as on a machine that has no time for them, and then go on. */
  void pause(Duration duration, String... parts) {
    var paused = new ArrayList<String>();
    try {
      for (String part : parts) {
        freeze(part);
        paused.add(part);
      }
      LockSupport.parkNanos(duration.toNanos());
    } finally {
      for (String part : paused) {
        docker.unpauseContainerCmd(id(part)).exec();
      }
    }
  }

  /**
   * Freezes a part. The kernel freezes no process that waits for a disk; runc asks it for some
   * milliseconds, lets the part go on and gives up: "unable to freeze". So it is asked again.
   */
  private void freeze(String part) {
    long deadline = System.nanoTime() + FREEZES_WITHIN.toNanos();
    while (true) {
      try {
        docker.pauseContainerCmd(id(part)).exec();
        return;
      } catch (InternalServerErrorException e) {
        if (!e.getMessage().contains("unable to freeze") || System.nanoTime() > deadline) {
          throw e;
        }
        System.out.printf("%s: not frozen yet%n", part);
        LockSupport.parkNanos(FREEZES_AGAIN_AFTER.toNanos());
      }
    }
  }

  /** Cuts the cable between a part and others: what either sends is lost without a word. */
  void cut(Duration duration, String part, List<String> others)
      throws IOException, InterruptedException {
    String pid = String.valueOf(pid(part));
    List<String> addresses = others.stream().map(this::address).toList();
    for (String address : addresses) {
      firewall(pid, "-I", address);
    }
    LockSupport.parkNanos(duration.toNanos());
    for (String address : addresses) {
      firewall(pid, "-D", address);
    }
  }

  private static void firewall(String pid, String does, String address)
      throws IOException, InterruptedException {
    var inside = List.of("nsenter", "--target", pid, "--net", "iptables");
    for (List<String> rule :
        List.of(
            List.of(does, "INPUT", "-s", address, "-j", "DROP"),
            List.of(does, "OUTPUT", "-d", address, "-j", "DROP"))) {
      var line = new ArrayList<>(inside);
      line.addAll(rule);
      run(line);
    }
  }

  /** Stops a part and does not let it come back until {@link #startAgain}. */
  void stop(String part) {
    docker.killContainerCmd(id(part)).exec();
  }

  void startAgain(String part) {
    docker.startContainerCmd(id(part)).exec();
  }

  /**
   * Starts another instance of a part: same image and settings, and, where so said, the same
   * volumes. It has no port outside.
   *
   * @return its id
   */
  String another(String part, boolean withItsVolumes) {
    String twin = created(part, withItsVolumes, List.of(), RestartPolicy.unlessStoppedRestart());
    docker.startContainerCmd(twin).exec();
    return twin;
  }

  /** How another instance ends that finds some settings changed ({@code NAME=value}). */
  Agency.Outcome endOfAnother(String part, List<String> settings) {
    String id = created(part, false, settings, RestartPolicy.noRestart());
    try {
      docker.startContainerCmd(id).exec();
      int exit =
          docker
              .waitContainerCmd(id)
              .start()
              .awaitStatusCode(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return new Agency.Outcome(exit, run(List.of("docker", "logs", id)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } finally {
      remove(id);
    }
  }

  private String created(
      String part, boolean withItsVolumes, List<String> settings, RestartPolicy restart) {
    InspectContainerResponse first = docker.inspectContainerCmd(id(part)).exec();
    HostConfig host = first.getHostConfig();
    // Whichever way they were asked for, volumes and files are in the list of what is mounted.
    List<Bind> binds =
        first.getMounts().stream()
            .map(Containers::asBind)
            .filter(bind -> withItsVolumes || !bind.getVolume().getPath().equals("/data"))
            .toList();
    Map<String, String> memory = new HashMap<>(host.getTmpFs());
    if (!withItsVolumes) {
      memory.put("/data", "mode=1777");
    }
    List<String> environment = new ArrayList<>(Arrays.asList(first.getConfig().getEnv()));
    for (String setting : settings) {
      String name = setting.substring(0, setting.indexOf('=') + 1);
      environment.removeIf(known -> known.startsWith(name));
      environment.add(setting);
    }
    return docker
        .createContainerCmd(first.getConfig().getImage())
        .withName(project + "-another-" + part)
        .withUser(first.getConfig().getUser())
        .withEnv(environment)
        .withHostConfig(
            HostConfig.newHostConfig()
                .withBinds(binds)
                .withTmpFs(memory)
                .withNetworkMode(project + "_inside")
                .withMemory(host.getMemory())
                .withRestartPolicy(restart))
        .exec()
        .getId();
  }

  private static Bind asBind(InspectContainerResponse.Mount mount) {
    String source = mount.getName() == null ? mount.getSource() : mount.getName();
    String path = mount.getDestination().getPath();
    return new Bind(
        source,
        new Volume(path),
        Boolean.TRUE.equals(mount.getRW()) ? AccessMode.rw : AccessMode.ro);
  }

  void awaitHealthy(String id) {
    long deadline = System.nanoTime() + HEALTHY_WITHIN.toNanos();
    while (!"healthy".equals(health(id))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(id + ": " + health(id) + " (expected: healthy)");
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private String health(String id) {
    var health = docker.inspectContainerCmd(id).exec().getState().getHealth();
    return health == null ? "no health" : health.getStatus();
  }

  void remove(String id) {
    docker.removeContainerCmd(id).withForce(true).exec();
  }

  String id(String part) {
    List<Container> found =
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(
                Map.of("com.docker.compose.project", project, "com.docker.compose.service", part))
            .exec();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "%s of %s: %d containers (expected: one)".formatted(part, project, found.size()));
    }
    return found.getFirst().getId();
  }

  private long pid(String part) {
    Long pid = docker.inspectContainerCmd(id(part)).exec().getState().getPidLong();
    if (pid == null || pid == 0) {
      throw new IllegalStateException(part + " does not run");
    }
    return pid;
  }

  private String address(String part) {
    return docker
        .inspectContainerCmd(id(part))
        .exec()
        .getNetworkSettings()
        .getNetworks()
        .get(project + "_inside")
        .getIpAddress();
  }

  private static String run(List<String> line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(line + " ended with " + exit + ": " + printed);
    }
    return printed;
  }
}
