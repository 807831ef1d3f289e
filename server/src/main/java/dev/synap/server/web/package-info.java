/** The web application: which parts it is made of, and what holds for every request. */
@NullMarked
package dev.synap.server.web;

import org.jspecify.annotations.NullMarked;
