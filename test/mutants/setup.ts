// A failure is not made smaller: to know of it is enough, and it would take most of the time.
import fc from "fast-check";

fc.configureGlobal({endOnFailure: true});
