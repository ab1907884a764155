/* Errado: usa os 8 bytes como vieram, na ordem da máquina, e não na da rede. */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int is_prime(uint64_t n) {
  if (n < 2) return 0;
  for (uint64_t d = 2; d * d <= n; d++)
    if (n % d == 0) return 0;
  return 1;
}

static uint64_t neighbours(int64_t n) {
  if (n < 2 || n >= 4294967291) return 0;
  uint64_t below = n, above = n + 1;
  while (!is_prime(below)) below--;
  while (!is_prime(above)) above++;
  return below * above;
}

static void *serve(void *argument) {
  int connection = (int)(long)argument;
  char request[8];
  size_t received = 0;
  while (received < sizeof request) {
    ssize_t count = read(connection, request + received, sizeof request - received);
    if (count <= 0) break;
    received += count;
  }
  if (received == sizeof request) {
    int64_t n;
    memcpy(&n, request, sizeof n);
    uint64_t x = neighbours(n);
    write(connection, &x, sizeof x);
  }
  close(connection);
  return NULL;
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  const char *port = getenv("PORT");
  struct sockaddr_in address = {0};
  address.sin_family = AF_INET;
  address.sin_port = htons(port ? atoi(port) : 12346);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) return 1;
  if (listen(listener, 64) != 0) return 1;
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    pthread_t thread;
    if (connection >= 0 &&
        pthread_create(&thread, NULL, serve, (void *)(long)connection) == 0)
      pthread_detach(thread);
  }
}
