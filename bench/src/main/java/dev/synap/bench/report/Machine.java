package dev.synap.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where it was measured.
 *
 * @param facts by name, in the order they are printed
 */
public record Machine(Map<String, String> facts) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final long GIB = 1L << 30;

    /** This machine and JVM. */
    public static Machine thisOne() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("CPU", cpu());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        return new Machine(facts);
    }

    /** This machine with one more fact. */
    public Machine with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Machine(more);
    }

    /** All on one line. */
    @Override
    public String toString() {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.round((double) system.getTotalMemorySize() / GIB) + " GiB"
                : "unknown";
    }
}
