/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */

/*
 * Runs a Corosync daemon and connects it with a program that speaks through pipes:
 *
 *   corosync-member CONFIGURATION GROUP
 *
 * On standard input come the messages to send, on standard output go those that were delivered. Before each is its length,
 * a signed integer of 32 bits in network order. A negative one has no message behind it: it tells of a view, with minus the
 * number of its members. At the end of the input it leaves and stops the daemon.
 */

#include <arpa/inet.h>
#include <corosync/cpg.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PREFIX = sizeof(int32_t),
    MAX_MESSAGE = 1 << 20,
    BUFFER = 2 * MAX_MESSAGE,
    FLUSH_AT = 64 * 1024,
    /* How many deliveries may keep what is to be sent waiting, and the other way round. */
    BATCH = 64,
    RETRY_MS = 1,
    /* How often it is looked whether the daemon still runs while it starts. */
    LOOK_MS = 100,
    START_LOOKS = 300
};

struct buffer {
    size_t begin;
    size_t end;
    char bytes[BUFFER];
};

static struct buffer input;
static struct buffer output;
static pid_t daemon_pid;

/* Where the daemon tells that it is ready, as it would tell systemd. */
static const char *const NOTIFICATIONS = "/run/notifications";

static void fail(const char *what, const char *why) {
    fprintf(stderr, "corosync-member: %s: %s\n", what, why);
    exit(EXIT_FAILURE);
}

static void require(const char *what, cs_error_t result) {
    if (result != CS_OK) {
        fail(what, cs_strerror(result));
    }
}

/* The kernel kills the daemon when this process ends, however it ends. */
static void start_daemon(const char *configuration) {
    daemon_pid = fork();
    if (daemon_pid < 0) {
        fail("fork", strerror(errno));
    }
    if (daemon_pid == 0) {
        /* Standard output belongs to the messages. */
        dup2(STDERR_FILENO, STDOUT_FILENO);
        close(STDIN_FILENO);
        setenv("NOTIFY_SOCKET", NOTIFICATIONS, 1);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execlp("corosync", "corosync", "-f", "-c", configuration, (char *)NULL);
        fail("corosync", strerror(errno));
    }
}

static void require_daemon(void) {
    if (waitpid(daemon_pid, NULL, WNOHANG) != 0) {
        fail("corosync", "the daemon ended");
    }
}

static int open_notifications(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strcpy(address.sun_path, NOTIFICATIONS);
    int notifications = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (notifications < 0 || bind(notifications, (struct sockaddr *)&address, sizeof(address)) != 0) {
        fail(NOTIFICATIONS, strerror(errno));
    }
    return notifications;
}

/* Who connects before the daemon is ready is refused, and soon not even that. */
static void await_ready(int notifications) {
    struct pollfd fd = {.fd = notifications, .events = POLLIN};
    for (int i = 0; i < START_LOOKS; i++) {
        require_daemon();
        char words[256] = "";
        if (poll(&fd, 1, LOOK_MS) > 0 && recv(notifications, words, sizeof(words) - 1, 0) > 0 &&
            strstr(words, "READY=1") != NULL) {
            close(notifications);
            return;
        }
    }
    fail("corosync", "the daemon does not become ready");
}

/* Blocks while the reader is busy; it never waits for what it sent itself, so that cannot last. */
static void flush_output(void) {
    while (output.begin < output.end) {
        ssize_t written = write(STDOUT_FILENO, output.bytes + output.begin, output.end - output.begin);
        if (written < 0 && errno != EINTR) {
            fail("write", strerror(errno));
        }
        output.begin += written > 0 ? (size_t)written : 0;
    }
    output.begin = 0;
    output.end = 0;
}

static void append(int32_t number, const void *bytes, size_t length) {
    uint32_t prefix = htonl((uint32_t)number);
    if (output.end + PREFIX + length > FLUSH_AT) {
        flush_output();
    }
    memcpy(output.bytes + output.end, &prefix, PREFIX);
    memcpy(output.bytes + output.end + PREFIX, bytes, length);
    output.end += PREFIX + length;
}

static void on_message(cpg_handle_t handle, const struct cpg_name *group, uint32_t node, uint32_t pid, void *message,
                       size_t length) {
    (void)handle, (void)group, (void)node, (void)pid;
    append((int32_t)length, message, length);
}

static void on_view(cpg_handle_t handle, const struct cpg_name *group, const struct cpg_address *members, size_t count,
                    const struct cpg_address *left, size_t left_count, const struct cpg_address *joined,
                    size_t joined_count) {
    (void)handle, (void)group, (void)left, (void)left_count, (void)joined, (void)joined_count;
    append(-(int32_t)count, members, 0);
}

static cpg_handle_t connect_daemon(void) {
    cpg_model_v1_data_t callbacks = {
        .model = CPG_MODEL_V1, .cpg_deliver_fn = on_message, .cpg_confchg_fn = on_view};
    cpg_handle_t handle;
    cs_error_t result = CS_ERR_TRY_AGAIN;
    for (int i = 0; i < START_LOOKS && result == CS_ERR_TRY_AGAIN; i++) {
        require_daemon();
        result = cpg_model_initialize(&handle, CPG_MODEL_V1, (cpg_model_data_t *)&callbacks, NULL);
        if (result == CS_ERR_TRY_AGAIN) {
            poll(NULL, 0, LOOK_MS);
        }
    }
    require("cpg_model_initialize", result);
    return handle;
}

static void join_group(cpg_handle_t handle, const char *name) {
    struct cpg_name group = {.length = (uint32_t)strlen(name)};
    if (group.length > CPG_MAX_NAME_LENGTH) {
        fail("group", "its name is too long");
    }
    memcpy(group.value, name, group.length);
    cs_error_t result = CS_ERR_TRY_AGAIN;
    for (int i = 0; i < START_LOOKS && result == CS_ERR_TRY_AGAIN; i++) {
        require_daemon();
        result = cpg_join(handle, &group);
        if (result == CS_ERR_TRY_AGAIN) {
            poll(NULL, 0, LOOK_MS);
        }
    }
    require("cpg_join", result);
}

/* Returns whether the input goes on. */
static int read_input(void) {
    memmove(input.bytes, input.bytes + input.begin, input.end - input.begin);
    input.end -= input.begin;
    input.begin = 0;
    ssize_t count = read(STDIN_FILENO, input.bytes + input.end, BUFFER - input.end);
    if (count < 0 && errno != EINTR) {
        fail("read", strerror(errno));
    }
    input.end += count > 0 ? (size_t)count : 0;
    return count != 0;
}

/* Returns the length of the next message, or -1 if it is not all here. */
static int32_t next_length(void) {
    uint32_t prefix;
    if (input.end - input.begin < PREFIX) {
        return -1;
    }
    memcpy(&prefix, input.bytes + input.begin, PREFIX);
    int32_t length = (int32_t)ntohl(prefix);
    if (length < 0 || length > MAX_MESSAGE) {
        fail("input", "a message has an impossible length");
    }
    return input.end - input.begin < PREFIX + (size_t)length ? -1 : length;
}

/* Returns whether the daemon took all that it was offered. */
static int send_messages(cpg_handle_t handle) {
    for (int i = 0; i < BATCH; i++) {
        int32_t length = next_length();
        if (length < 0) {
            return 1;
        }
        struct iovec message = {.iov_base = input.bytes + input.begin + PREFIX, .iov_len = (size_t)length};
        cs_error_t result = cpg_mcast_joined(handle, CPG_TYPE_AGREED, &message, 1);
        if (result == CS_ERR_TRY_AGAIN) {
            return 0;
        }
        require("cpg_mcast_joined", result);
        input.begin += PREFIX + (size_t)length;
    }
    return 1;
}

static void deliver_messages(cpg_handle_t handle) {
    cs_error_t result = CS_OK;
    for (int i = 0; i < BATCH && result == CS_OK; i++) {
        result = cpg_dispatch(handle, CS_DISPATCH_ONE_NONBLOCKING);
    }
    if (result != CS_ERR_TRY_AGAIN) {
        require("cpg_dispatch", result);
    }
    flush_output();
}

/* Waits for input only when all that came before is sent, so that whoever writes it is held back as the daemon is. */
static void bridge(cpg_handle_t handle) {
    struct pollfd fds[] = {{.events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    require("cpg_fd_get", cpg_fd_get(handle, &fds[0].fd));
    for (int is_open = 1; is_open;) {
        int is_taken = send_messages(handle);
        int is_idle = next_length() < 0;
        int ready = poll(fds, is_idle ? 2 : 1, is_idle ? -1 : is_taken ? 0 : RETRY_MS);
        if (ready < 0 && errno != EINTR) {
            fail("poll", strerror(errno));
        }
        if (ready > 0 && fds[0].revents) {
            deliver_messages(handle);
        }
        if (ready > 0 && is_idle && fds[1].revents) {
            is_open = read_input();
        }
    }
}

int main(int count, char **words) {
    if (count != 3) {
        fail("usage", "corosync-member CONFIGURATION GROUP");
    }
    int notifications = open_notifications();
    start_daemon(words[1]);
    await_ready(notifications);
    cpg_handle_t handle = connect_daemon();
    join_group(handle, words[2]);
    bridge(handle);
    cpg_finalize(handle);
    kill(daemon_pid, SIGKILL);
    waitpid(daemon_pid, NULL, 0);
    return EXIT_SUCCESS;
}
