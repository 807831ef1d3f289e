package dev.synap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The arrows between Synap's modules and packages. They pass where there is no class yet to judge. */
final class ModuleRules {

    static final ArchRule CORE_IS_PURE_JAVA = classes()
            .that()
            .resideInAPackage("dev.synap.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.synap.core..",
                    "java..",
                    "javax.crypto..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify..",
                    "com.github.f4b6a3.uuid..",
                    "com.networknt.schema..",
                    "com.github.difflib..")
            .allowEmptyShould(true);

    static final ArchRule CORE_DOES_NO_IO = noClasses()
            .that()
            .resideInAPackage("dev.synap.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "java.net.http..", "java.nio.file..", "java.nio.channels..")
            .allowEmptyShould(true);

    static final ArchRule STORE_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("dev.synap.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.synap.server..",
                    "dev.synap.client..",
                    "dev.synap.cli..",
                    "dev.synap.bench..",
                    "org.springframework..")
            .allowEmptyShould(true);

    static final ArchRule CLIENT_KNOWS_NEITHER_STORE_NOR_SERVER = noClasses()
            .that()
            .resideInAPackage("dev.synap.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.synap.store..",
                    "dev.synap.server..",
                    "dev.synap.cli..",
                    "dev.synap.bench..",
                    "org.springframework..")
            .allowEmptyShould(true);

    static final ArchRule SQL_LIVES_IN_THE_STORE = noClasses()
            .that()
            .resideInAPackage("dev.synap..")
            .and()
            .resideOutsideOfPackages("dev.synap.store..", "dev.synap.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..")
            .allowEmptyShould(true);

    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.synap.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .that()
            .resideInAPackage("dev.synap..")
            .should(resideInANullMarkedPackage())
            .allowEmptyShould(true);

    private ModuleRules() {}

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type,
                        marked,
                        "package-info.java of " + type.getPackageName() + " lacks @NullMarked, needed by "
                                + type.getSimpleName()));
            }
        };
    }
}
