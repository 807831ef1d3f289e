package dev.synap.server.json;

import dev.synap.server.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import org.springframework.http.MediaType;

/**
 * Reads and writes bodies without Spring's binding in between, which costs more than the append that it
 * would serve.
 */
public final class JsonExchange {

    private JsonExchange() {}

    /**
     * The body of a request whose media type has been checked.
     *
     * @throws dev.synap.server.problem.ProblemException when it is too large, or not JSON
     * @throws dev.synap.core.error.InvalidInputException naming the field that does not fit
     */
    public static <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
        String charset = request.getCharacterEncoding();
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw Problems.unsupported("in " + charset).exception();
        }
        List<String> encodings = Collections.list(request.getHeaders("Content-Encoding"));
        return type.cast(read(request.getInputStream(), request.getContentLengthLong(), encodings, type));
    }

    /** Answers with a body. */
    public static void write(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] json = WireJson.mapper().writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    static Object read(InputStream body, long length, List<String> encodings, Type type) throws IOException {
        if (encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"))) {
            throw Problems.compressed().exception();
        }
        if (length > JsonConverter.MAX_BODY_BYTES) {
            throw Problems.tooLarge("the body", JsonConverter.MAX_BODY_BYTES).exception();
        }
        return BodyReader.read(new BoundedInput(body, JsonConverter.MAX_BODY_BYTES), type);
    }
}
