@NullMarked
package dev.synap.server.llm;

import org.jspecify.annotations.NullMarked;
