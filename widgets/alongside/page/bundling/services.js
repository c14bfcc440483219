/** In the place of the index of @jupyterlab/services: what a single kernel connection asks it for. */
export { CommsOverSubshells } from "@jupyterlab/services/lib/kernel/comm";
export { ServerConnection } from "@jupyterlab/services/lib/serverconnection";
