package dev.synap.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds Synap's classes to each rule, and shows for each rule that it reports the class that breaks it on purpose. */
class ModuleRulesTest {

    private static final JavaClasses SYNAP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.synap");

    private static final JavaClasses CANARIES = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.synap.core.canary", "dev.synap.store.canary", "dev.synap.client.canary");

    static Stream<Arguments> rulesWithTheirCanary() {
        return Stream.of(
                arguments(ModuleRules.CORE_IS_PURE_JAVA, "dev.synap.core.canary.CoreThatCallsTheStore"),
                arguments(ModuleRules.CORE_DOES_NO_IO, "dev.synap.core.canary.CoreThatReadsAFile"),
                arguments(ModuleRules.STORE_KNOWS_NO_SERVER, "dev.synap.store.canary.StoreThatUsesSpring"),
                arguments(
                        ModuleRules.CLIENT_KNOWS_NEITHER_STORE_NOR_SERVER,
                        "dev.synap.client.canary.ClientThatCallsTheStore"),
                arguments(ModuleRules.SQL_LIVES_IN_THE_STORE, "dev.synap.client.canary.ClientThatRunsSql"),
                arguments(ModuleRules.PACKAGES_HAVE_NO_CYCLES, "dev.synap.store.canary.StoreThatCallsTheCore"),
                arguments(ModuleRules.PACKAGES_ARE_NULL_MARKED, "ClientThatRunsSql"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesWithTheirCanary")
    void synap_keepsTheRule(ArchRule rule, String canary) {
        rule.check(SYNAP);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesWithTheirCanary")
    void theCanary_isReported(ArchRule rule, String canary) {
        assertThat(rule.evaluate(CANARIES).getFailureReport().toString()).contains(canary);
    }
}
