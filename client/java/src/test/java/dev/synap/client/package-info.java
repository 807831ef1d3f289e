@NullUnmarked
package dev.synap.client;

import org.jspecify.annotations.NullUnmarked;
