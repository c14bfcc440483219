/** Runs in the page's head, before anything is painted: no flash of another paper. */
import { apply, chosen } from "./settings.js";

apply(chosen());
