package dev.synap.server.session;

import dev.synap.server.security.FailedAttempts;
import dev.synap.store.access.Passwords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What signing in needs. */
@Configuration(proxyBeanMethods = false)
@Import({SessionController.class, PasswordController.class, SetupController.class})
public class SessionConfiguration {

    @Bean
    PasswordHashes passwordHashes() {
        return new PasswordHashes();
    }

    @Bean
    PasswordCheck passwordCheck(Passwords passwords, PasswordHashes hashes, FailedAttempts failedKeys) {
        return new PasswordCheck(passwords, hashes, failedKeys.perMinute());
    }
}
