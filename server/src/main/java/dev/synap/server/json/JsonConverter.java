package dev.synap.server.json;

import dev.synap.server.problem.Problems;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractGenericHttpMessageConverter;

/** Reads and writes the bodies of the API: JSON in UTF-8, at most {@value #MAX_BODY_BYTES} bytes of it. */
public final class JsonConverter extends AbstractGenericHttpMessageConverter<Object> {

    public static final long MAX_BODY_BYTES = 16L * 1024 * 1024;

    public JsonConverter() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return true;
    }

    @Override
    protected boolean canRead(@Nullable MediaType mediaType) {
        return mediaType != null && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(mediaType) && isUtf8(mediaType);
    }

    @Override
    public boolean canRead(Type type, @Nullable Class<?> contextClass, @Nullable MediaType mediaType) {
        return canRead(mediaType);
    }

    @Override
    public Object read(Type type, @Nullable Class<?> contextClass, HttpInputMessage message) throws IOException {
        HttpHeaders headers = message.getHeaders();
        List<String> encodings = headers.getValuesAsList(HttpHeaders.CONTENT_ENCODING);
        if (encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"))) {
            throw Problems.compressed().exception();
        }
        if (headers.getContentLength() > MAX_BODY_BYTES) {
            throw Problems.tooLarge("the body", MAX_BODY_BYTES).exception();
        }
        return BodyReader.read(new BoundedInput(message.getBody(), MAX_BODY_BYTES), type);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        return read(type, null, message);
    }

    @Override
    protected void writeInternal(Object body, @Nullable Type type, HttpOutputMessage message) throws IOException {
        byte[] json = WireJson.mapper().writeValueAsBytes(body);
        message.getHeaders().setContentLength(json.length);
        message.getBody().write(json);
    }

    private static boolean isUtf8(MediaType mediaType) {
        try {
            Charset charset = mediaType.getCharset();
            return charset == null || charset.equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
