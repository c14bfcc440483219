/** In the place of the index of @jupyterlab/coreutils: what a single kernel connection asks it for. */
export { PageConfig } from "@jupyterlab/coreutils/lib/pageconfig";
export { URLExt } from "@jupyterlab/coreutils/lib/url";
