package dev.synap.server.problem;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.OverloadedException;
import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.error.SynapException;
import dev.synap.store.rebuild.MissingTable;
import dev.synap.store.rebuild.RebuildRefusedException;
import dev.synap.store.restore.RestoreRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The one place where exceptions become HTTP answers. */
@RestControllerAdvice
public final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** Answers any request that ended with an exception. */
    @ExceptionHandler
    void answer(Exception e, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (isClientGone(e)) {
            return;
        }
        Problem problem = problem(e, request);
        if (problem.type() == ProblemType.INTERNAL) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        }
        if (response.isCommitted()) {
            LOG.warn("{} {} broke off: {}", request.getMethod(), request.getRequestURI(), problem.detail());
            // Only a broken connection tells the client that the rest is missing.
            throw e;
        }
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            response.setHeader("Allow", allowed(method));
        }
        ProblemWriter.write(request, response, problem);
    }

    private static Problem problem(Exception e, HttpServletRequest request) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case SynapException fault -> ofFault(fault);
            case MethodArgumentTypeMismatchException mismatch -> ofParameter(mismatch);
            case MissingServletRequestParameterException missing ->
                Problem.of(ProblemType.INVALID_INPUT, "query parameter " + missing.getParameterName() + " is required")
                        .with("field", missing.getParameterName());
            case HttpMessageNotReadableException unreadable ->
                unreadable.getCause() instanceof IOException
                        ? Problem.of(ProblemType.BAD_REQUEST, "the body could not be read to its end; send it again")
                        : Problem.of(ProblemType.MALFORMED_JSON, "the body is missing; send a JSON object");
            case HttpRequestMethodNotSupportedException method ->
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        method.getMethod() + " is not allowed on " + request.getRequestURI() + "; allowed: "
                                + allowed(method));
            case HttpMediaTypeNotSupportedException media ->
                Problems.unsupported(
                        media.getContentType() == null
                                ? "of no known type"
                                : media.getContentType().toString());
            case HttpMediaTypeNotAcceptableException _ -> Problems.notAcceptable();
            case InvalidParameterException _ ->
                Problem.of(
                        ProblemType.BAD_REQUEST,
                        "the query is not percent-encoded UTF-8, or has too many parameters; encode it anew");
            case NoResourceFoundException _ -> Problems.noSuchPath(request);
            case NoHandlerFoundException _ -> Problems.noSuchPath(request);
            case ErrorResponse other -> Problems.ofStatus(other.getStatusCode().value(), request);
            default -> Problems.internal();
        };
    }

    /** A fault of the store or a breach of the rules, as callers are told of it. */
    public static Problem ofFault(SynapException fault) {
        String message = String.valueOf(fault.getMessage());
        return switch (fault) {
            case InvalidInputException invalid -> Problems.invalid(invalid);
            case OverloadedException _ -> Problem.of(ProblemType.OVERLOADED, message);
            case RestoreRefusedException refused ->
                Problem.of(ProblemType.RESTORE_REFUSED, message)
                        .with("workspaceId", refused.workspaceId())
                        .with("position", refused.position());
            case RebuildRefusedException _ -> Problem.of(ProblemType.REBUILD_REFUSED, message);
            case StoreUnavailableException _
            when MissingTable.isCauseOf(fault) -> {
                LOG.warn("a table is missing: {}", message);
                yield Problem.of(
                        ProblemType.TABLES_MISSING,
                        "the database lacks tables that are made from the log; a server admin makes them again with"
                                + " ./synap rebuild all");
            }
            case StoreUnavailableException _ -> {
                LOG.warn("the store is unavailable: {}", message);
                yield Problem.of(
                        ProblemType.STORE_UNAVAILABLE,
                        "the database does not answer; send the request again with the same event ids");
            }
            default -> Problems.internal();
        };
    }

    private static Problem ofParameter(MethodArgumentTypeMismatchException mismatch) {
        String name = mismatch.getName();
        for (Throwable cause = mismatch.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException invalid) {
                return Problems.invalid(new InvalidInputException(name, String.valueOf(invalid.getMessage())));
            }
        }
        return Problems.invalid(new InvalidInputException(name, "has a value of the wrong kind"));
    }

    private static String allowed(HttpRequestMethodNotSupportedException e) {
        Set<HttpMethod> methods = e.getSupportedHttpMethods();
        Set<String> names = new TreeSet<>();
        if (methods != null) {
            methods.forEach(method -> names.add(method.name()));
        }
        return String.join(", ", names);
    }

    private static boolean isClientGone(Exception e) {
        return e instanceof ClientAbortException || e instanceof AsyncRequestNotUsableException;
    }
}
