package dev.synap.server.pages;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the web app, which lies on the class path under {@code web/} where it was built. Its pages are one file, whose
 * script finds out by the path what to show. A server without it shows the page of the API instead.
 */
final class WebApp implements WebMvcConfigurer {

    private static final String INDEX = "/index.html";
    private static final String FOLDER = "classpath:/web/";
    private static final String ASSETS = "/assets/**";
    private static final List<String> FILES = List.of(INDEX, "/favicon.svg");
    private static final List<String> PAGES = List.of("/", "/setup", "/sign-in", "/account", "/server", "/w/**");

    /** All that it serves. */
    static List<String> paths() {
        return Stream.of(List.of(ASSETS), FILES, PAGES).flatMap(List::stream).toList();
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // The names of these hold a hash of what is in them.
        registry.addResourceHandler(ASSETS)
                .addResourceLocations(FOLDER + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler(FILES.toArray(String[]::new))
                .addResourceLocations(FOLDER)
                .setCacheControl(CacheControl.noCache());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        if (new ClassPathResource("web" + INDEX).exists()) {
            PAGES.forEach(page -> registry.addViewController(page).setViewName("forward:" + INDEX));
        } else {
            registry.addRedirectViewController("/", "/docs");
        }
    }
}
