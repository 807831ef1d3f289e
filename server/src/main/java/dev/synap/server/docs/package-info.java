/** The description of the API, made from its code, and the page to browse it. */
@NullMarked
package dev.synap.server.docs;

import org.jspecify.annotations.NullMarked;
