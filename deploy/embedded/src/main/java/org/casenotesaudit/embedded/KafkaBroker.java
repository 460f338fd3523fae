package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** Main class of the Kafka process: one real broker and controller (KRaft) in one JVM. */
public final class KafkaBroker {
  private KafkaBroker() {}

  /** Takes the path of a server.properties file; formats a new data folder, never a used one. */
  public static void main(String[] arguments) throws Exception {
    var file = Path.of(arguments[0]);
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    formatOnce(file, Path.of(properties.getProperty("log.dirs")));
    var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
    server.startup();
    server.awaitShutdown();
  }

  /** Formats beside the data folder and then renames, so that the folder is whole or absent. */
  private static void formatOnce(Path configuration, Path data) throws IOException {
    if (Files.exists(data)) {
      return;
    }
    var next = data.resolveSibling(data.getFileName() + ".next");
    Folders.delete(next);
    Files.createDirectories(next);
    var nextConfiguration = configuration.resolveSibling("format.properties");
    Files.writeString(
        nextConfiguration,
        Files.readString(configuration).replace("log.dirs=" + data, "log.dirs=" + next));
    var arguments =
        new String[] {
          "format", "-t", Uuid.randomUuid().toString(), "-c", nextConfiguration.toString()
        };
    int exit = StorageTool.execute(arguments, System.out);
    if (exit != 0) {
      throw new IllegalStateException("formatting " + data + " ended with " + exit);
    }
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
  }
}
