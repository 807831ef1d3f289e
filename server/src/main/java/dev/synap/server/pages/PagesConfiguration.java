package dev.synap.server.pages;

import dev.synap.server.realtime.RealtimeServer;
import dev.synap.server.security.PublicPages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the web app needs of the server beside the API. */
@Configuration(proxyBeanMethods = false)
public class PagesConfiguration {

    @Bean
    WebMvcConfigurer webApp() {
        return new WebApp();
    }

    @Bean
    PublicPages publicPages() {
        return new PublicPages(WebApp.paths());
    }

    @Bean
    HeaderWriter contentPolicy(RealtimeServer realtime) {
        return new ContentPolicy(realtime);
    }
}
