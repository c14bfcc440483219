"""What the server needs to speak to many kernels."""

import zmq

from alongside.serve.kernels import make_room

SOCKETS_OF_200_LEARNERS = 1_200


def test_there_are_sockets_for_a_whole_town():
    with zmq.Context() as context:
        make_room(context)
        sockets = [context.socket(zmq.DEALER) for _ in range(SOCKETS_OF_200_LEARNERS)]
        assert all(socket.get(zmq.RCVHWM) > 1_000 for socket in sockets)
        for socket in sockets:
            socket.close()
