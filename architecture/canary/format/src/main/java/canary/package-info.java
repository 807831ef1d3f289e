@org.jspecify.annotations.NullMarked
package canary;
