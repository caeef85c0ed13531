/* program - other programs, run as children that are waited for. */
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/out.h"
#include "jobs/program.h"

enum { PIECE = 65536, OUTPUT_MAX = 64 << 20 };

/* In our group: what interrupts us interrupts it. */
static bool
spawn(const char *const argv[], int to, pid_t *pid)
{
	posix_spawn_file_actions_t	actions;
	int				error;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
	    O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
	error = posix_spawnp(pid, argv[0], &actions, NULL,
	    (char *const *)(void *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error != 0)
		dprintf(STDERR_FILENO, "waymark: %s: %s\n", argv[0],
		    strerror(error));
	return (error == 0);
}

static int
status_of(pid_t pid)
{
	int	status;

	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return (-1);
	return (WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

int
program_run(const char *const argv[])
{
	pid_t	pid;

	return (spawn(argv, STDERR_FILENO, &pid) ? status_of(pid) : -1);
}

static void
read_all(int fd, struct out *o)
{
	static char	piece[PIECE];
	ssize_t		n;

	while (o->len < OUTPUT_MAX &&
	    ((n = read(fd, piece, sizeof(piece))) > 0 ||
	    (n == -1 && errno == EINTR)))
		if (n > 0)
			out_raw(o, piece, (size_t)n);
}

const char *
program_output(struct arena *a, const char *const argv[])
{
	struct out	 o = { 0 };
	const char	*said = NULL;
	pid_t		 pid;
	int		 ends[2];
	bool		 runs;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return (NULL);
	runs = spawn(argv, ends[1], &pid);
	close(ends[1]);
	if (runs) {
		read_all(ends[0], &o);
		if (status_of(pid) == 0)
			said = arena_strndup(a, o.data, o.len);
	}
	close(ends[0]);
	out_free(&o);
	return (said);
}

bool
program_become(const char *user)
{
	struct passwd	*who;

	if (getuid() != 0)
		return (true);
	who = getpwnam(user);
	return (who != NULL && initgroups(who->pw_name, who->pw_gid) == 0 &&
	    setgid(who->pw_gid) == 0 && setuid(who->pw_uid) == 0 &&
	    chdir("/") == 0);	/* it may not see where root stood */
}
