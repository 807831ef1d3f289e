package dev.synap.server.list;

import dev.synap.store.projection.Table;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Has a {@link dev.synap.store.projection.ListQuery} read from the query parameters that this table knows. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ListOf {
    Table value();
}
