package dev.synap.server.docs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a body looks like that is read as a tree, because it may hold any fields. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Shaped {

    /** One of {@link EntitySchemas} or {@link UndoSchemas}. */
    Class<?> value();
}
