package dev.synap.store.log;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Runs a test class once on each storage that must pass it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EveryStorage.Storages.class)
@interface EveryStorage {

    final class Storages implements ArgumentsProvider {

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            return context.getConfigurationParameter(LogStorage.PARAMETER)
                    .map(name -> Stream.of(Arguments.of(new ForgetfulStorage())))
                    .orElseGet(() ->
                            Stream.of(Arguments.of(PostgresStorage.BUNDLED), Arguments.of(PostgresStorage.DEBIAN_15)));
        }
    }
}
